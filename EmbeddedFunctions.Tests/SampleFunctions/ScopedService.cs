namespace EmbeddedFunctions.Tests.SampleFunctions;

/// <summary>A scoped service of the sample app.</summary>
public sealed class ScopedService : IDisposable
{
    public string Name => IsDisposed ? throw new ObjectDisposedException(nameof(ScopedService)) : "the shelf";

    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}
