using Microsoft.AspNetCore.Http;

namespace RelayFunctions.Messages;

/// <summary>What is wrong with a request, by field.</summary>
internal sealed class RequestFaults
{
    /// <summary>The name that stands for the body as a whole.</summary>
    public const string Body = "body";

    /// <summary>The title of a problem with a message that was to be accepted.</summary>
    public const string NotAccepted = "The message was not accepted.";

    private const int MaxFields = 10;
    private const int MaxNameLength = 64;

    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    public bool Any => _faults.Count > 0;

    /// <summary>Whether something is merely too long.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>Notes a fault; only the first of a field and those of the first fields count.</summary>
    public void Add(string field, string what)
    {
        var name = field.Length <= MaxNameLength ? field : field[..MaxNameLength] + "…";
        if (_faults.Count < MaxFields)
            _faults.TryAdd(name, [what]);
    }

    public void AddTooLarge(string field, string what)
    {
        TooLarge = true;
        Add(field, what);
    }

    /// <summary>The response: 413 if something is too long, else 400.</summary>
    public IResult ToProblem(string title = NotAccepted) => Results.ValidationProblem(
        _faults,
        detail: string.Join(" ", _faults.Select(fault => $"{fault.Key}: {fault.Value[0]}")),
        statusCode: TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest,
        title: title);
}
