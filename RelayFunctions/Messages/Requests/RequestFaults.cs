using Microsoft.AspNetCore.Http;

namespace RelayFunctions.Messages.Requests;

/// <summary>The faults of a request, by field.</summary>
internal sealed class RequestFaults
{
    /// <summary>The name that stands for the body as a whole.</summary>
    public const string Body = "body";

    /// <summary>The title of a problem with a message that was to be accepted.</summary>
    public const string NotAccepted = "The message was not accepted.";

    private const int MaxFields = 10;
    private const int MaxNameLength = 64;

    private readonly Dictionary<string, string[]> _faults = new(StringComparer.Ordinal);

    public bool HasAny => _faults.Count > 0;

    /// <summary>Whether the request is too long.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Adds a fault. Only the first fault of a field is kept, and only the first ten fields.</summary>
    public void Add(string field, string what)
    {
        var name = field.Length <= MaxNameLength ? field : field[..MaxNameLength] + "…";
        if (_faults.Count < MaxFields)
            _faults.TryAdd(name, [what]);
    }

    public void AddTooLarge(string field, string what)
    {
        IsTooLarge = true;
        Add(field, what);
    }

    /// <summary>Returns the response: 413 if something is too long, else 400.</summary>
    /// <param name="title">The title of the problem: what did not happen.</param>
    /// <param name="lead">What precedes the faults in the detail.</param>
    public IResult ToProblem(string title = NotAccepted, string lead = "") => Results.ValidationProblem(
        _faults,
        detail: lead + string.Join(" ", _faults.Select(fault => $"{fault.Key}: {fault.Value[0]}")),
        statusCode: IsTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest,
        title: title);
}
