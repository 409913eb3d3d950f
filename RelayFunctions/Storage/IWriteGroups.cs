namespace RelayFunctions.Storage;

/// <summary>Commits many new messages together, if the store can.</summary>
public interface IWriteGroups
{
    /// <summary>
    /// Holds back the writes of this asynchronous flow until the group is disposed. A wait for such a write never ends
    /// before that.
    /// </summary>
    IDisposable Begin();
}
