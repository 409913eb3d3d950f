namespace RelayFunctions.Storage;

/// <summary>The implementation for a store that commits one message at a time.</summary>
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
