namespace RelayFunctions.Storage;

/// <summary>For a store that takes one message at a time.</summary>
internal sealed class NoWriteGroups : IWriteGroups
{
    public IDisposable Begin() => new NoGroup();

    private readonly struct NoGroup : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
