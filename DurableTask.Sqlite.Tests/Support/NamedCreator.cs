using DurableTask.Core;

namespace DurableTask.Sqlite.Tests.Support;

/// <summary>Registers an orchestration or an activity under a name that is not its type's.</summary>
internal sealed class NamedCreator<T> : ObjectCreator<T>
{
    private readonly Func<T> _create;

    public NamedCreator(string name, Func<T> create, string version = "")
    {
        Name = name;
        Version = version;
        _create = create;
    }

    public override T Create() => _create();
}
