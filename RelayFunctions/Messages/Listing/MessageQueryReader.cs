using System.Globalization;
using Microsoft.AspNetCore.Http;
using RelayFunctions.Delivery;
using RelayFunctions.Gateways;
using RelayFunctions.Messages.Requests;

namespace RelayFunctions.Messages.Listing;

/// <summary>Reads a query from a request's parameters, or reports the fault of each.</summary>
internal sealed class MessageQueryReader(IQueryCollection parameters, RequestFaults faults)
{
    /// <summary>The number of characters of an id.</summary>
    private const int MaxIdLength = 36;

    private const string Names = "gateway, status, acceptedFrom, acceptedTo, id, limit and cursor";

    // The parameters of the function key. The host has checked the key already.
    private static readonly string[] OfTheHost = ["code", "clientId"];

    private static readonly Dictionary<string, MessageState> States = new(StringComparer.Ordinal)
    {
        ["accepted"] = MessageState.Accepted,
        ["waiting"] = MessageState.Waiting,
        ["delivered"] = MessageState.Delivered,
        ["failed"] = MessageState.Failed,
        ["cancelled"] = MessageState.Cancelled,
        ["expired"] = MessageState.Expired,
    };

    /// <returns>The query, or null if something is wrong.</returns>
    public MessageQuery? Read()
    {
        var query = new MessageQuery();
        foreach (var (name, values) in parameters)
        {
            if (OfTheHost.Contains(name, StringComparer.OrdinalIgnoreCase))
                continue;

            if (name == "status")
                query = query with { Statuses = [.. values.OfType<string>().SelectMany(Statuses).Distinct()] };
            else if (values is [{ Length: > 0 } value])
                query = With(query, name, value);
            else
                faults.Add(name, "must be given once, and not be empty.");
        }

        if (query.AcceptedFrom > query.AcceptedTo)
            faults.Add("acceptedFrom", MessageQuery.ReversedFault);
        return faults.HasAny ? null : IdTimes.Narrow(query);
    }

    private MessageQuery With(MessageQuery query, string name, string value) => name switch
    {
        "gateway" => query with
        {
            Gateway = GatewayName.IsValid(value) || value == CallbackGateway.Name
                ? value
                : Reject(value, name, "is not a gateway name."),
        },
        "acceptedFrom" => query with { AcceptedFrom = Time(value, name) },
        "acceptedTo" => query with { AcceptedTo = Time(value, name) },
        "id" => query with { IdPrefix = IdPrefix(value, name) },
        "limit" => query with { PageSize = Limit(value, name) },
        "cursor" => query with { Cursor = value },
        _ => Reject(query, name, $"is unknown; there are {Names}."),
    };

    private IEnumerable<MessageState> Statuses(string text)
    {
        foreach (var name in text.Split(','))
        {
            if (States.TryGetValue(name, out var state))
                yield return state;
            else
                faults.Add("status", $"must be one or more of {string.Join(", ", States.Keys)}.");
        }
    }

    // An unencoded plus is a space in a query.
    private DateTimeOffset? Time(string text, string name)
    {
        var time = text.Replace(' ', '+');
        return Rfc3339.Parse(time) ?? Reject<DateTimeOffset?>(null, name, Rfc3339.FaultOf(time));
    }

    private string IdPrefix(string text, string name)
    {
        var prefix = text.ToLowerInvariant();
        return prefix.Length <= MaxIdLength && prefix.All(letter => char.IsAsciiHexDigit(letter) || letter == '-')
            ? prefix
            : Reject(prefix, name, "must be an id or the beginning of one: hexadecimal digits and hyphens.");
    }

    private int Limit(string text, string name) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is > 0 and <= MessageQuery.MaxPageSize
            ? limit
            : Reject(1, name, $"must be a whole number from 1 to {MessageQuery.MaxPageSize}.");

    private T Reject<T>(T instead, string name, string what)
    {
        faults.Add(name, what);
        return instead;
    }
}
