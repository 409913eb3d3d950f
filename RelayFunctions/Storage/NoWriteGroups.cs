namespace RelayFunctions.Storage;

/// <summary>For a store that takes one message at a time.</summary>
internal sealed class NoWriteGroups : IWriteGroups, IDisposable
{
    public IDisposable Begin() => this;

    public void Dispose()
    {
    }
}
