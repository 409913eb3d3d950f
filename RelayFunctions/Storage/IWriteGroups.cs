namespace RelayFunctions.Storage;

/// <summary>Has a store commit many new messages together, where it can.</summary>
public interface IWriteGroups
{
    /// <summary>
    /// Holds back what this asynchronous flow stores until the group is disposed. To wait for it before that is to wait
    /// for ever.
    /// </summary>
    IDisposable Begin();
}
