using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Gateways.Auth;
using RelayFunctions.Gateways.Templates;
using RelayFunctions.Messages.Checking;
using RelayFunctions.Messages.Requests;
using RelayFunctions.Tests.Gateways.Requests;

namespace RelayFunctions.Tests.Gateways.HostileTexts;

/// <summary>The path of a message from the body of <c>POST /send_message</c> to its gateway's request.</summary>
/// <param name="gateway">The gateway.</param>
internal sealed class Door(Gateway gateway)
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly MessageRequestParser _parser = new(maxMessageBytes: 256 * 1024);

    /// <summary>Returns the accepted message; null, with the fields at fault, if it is rejected.</summary>
    public AttemptRequest? Admit(IEnumerable<KeyValuePair<string, string>> fields, out IReadOnlyList<string> refused)
    {
        var message = "\"m\"";
        var parameters = new List<string>();
        foreach (var (name, json) in fields)
        {
            if (name == TemplateVariables.Message)
                message = json;
            else
                parameters.Add($"\"{name}\": {json}");
        }

        var body = $$"""{"message": {{message}}, "gateway": "partner", "parameters": { {{string.Join(", ", parameters)}} } }""";
        var faults = new RequestFaults();
        var admitted = _parser.Parse(Encoding.ASCII.GetBytes(body), faults)?.ToFirstAttempt("0198", Noon);
        if (admitted is not null)
            MessageCheck.Run(gateway, admitted, faults);
        refused = FieldsOf(faults);
        return faults.HasAny ? null : admitted;
    }

    /// <summary>Returns the parsed request, without the headers of a signature, which depend on its content.</summary>
    public IReadOnlyList<Leaf> Render(AttemptRequest message)
    {
        var leaves = RequestParser.Parse(RawRequest.Of(gateway.Fill(message)));
        return gateway.Request.Auth is null or FieldAuth
            ? leaves
            : [.. leaves.Where(leaf => !leaf.Place.StartsWith("header ", StringComparison.Ordinal))];
    }

    private static List<string> FieldsOf(RequestFaults faults) =>
        ((faults.ToProblem() as ProblemHttpResult)?.ProblemDetails as HttpValidationProblemDetails)?.Errors.Keys.ToList() ?? [];
}
