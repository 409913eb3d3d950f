using System.Runtime.InteropServices;
using System.Text.Json;
using RelayFunctions.Delivery;

namespace RelayFunctions.Gateways.Limiting;

/// <summary>
/// The memory that attempts under way may take together, and what one takes, in KiB. Without a share for each gateway,
/// long messages for one that hangs would fill what the host has for activities, and all others would wait.
/// </summary>
internal static class AttemptMemory
{
    private const int BytesPerUnit = 1024;

    // As EmbeddedFunctions counts an activity: text, UTF-8 and parsed form live at once.
    private const int BytesPerCharacter = 12;
    private const int BytesPerAttempt = 16 * 1024;

    /// <summary>All attempts may take the available memory divided by this number.</summary>
    private const int ShareDivisor = 6;

    /// <summary>The reserve for gateways that use nothing of the share is the share divided by this number.</summary>
    private const int ReserveDivisor = GatewayQueues.Capacity / GatewayQueues.Reserve;

    /// <summary>Returns what gateways share.</summary>
    /// <param name="availableBytes">The memory that the runtime reports as available, in bytes.</param>
    public static SharedCapacity Of(long availableBytes)
    {
        var units = UnitsOf(availableBytes);
        return new SharedCapacity(units, units / ReserveDivisor);
    }

    /// <summary>Returns what gateways that the catalogue lacks share: half, since they share a host.</summary>
    /// <param name="availableBytes">The memory that the runtime reports as available, in bytes.</param>
    /// <param name="all">What all gateways share.</param>
    public static SharedCapacity OfFallbacks(long availableBytes, SharedCapacity all) =>
        new(UnitsOf(availableBytes) / 2, reserve: 0, all);

    /// <summary>Returns the units of an attempt.</summary>
    public static int UnitsOf(AttemptRequest request)
    {
        long characters = request.Message.Length;
        foreach (var parameter in request.Parameters ?? new Dictionary<string, JsonElement>())
            characters += parameter.Key.Length + JsonMarshal.GetRawUtf8Value(parameter.Value).Length;
        return UnitsOfAttempt(characters);
    }

    /// <summary>Returns the units of an attempt with so many characters.</summary>
    public static int UnitsOfAttempt(long characters) =>
        (int)Math.Min(int.MaxValue / 2, ((characters * BytesPerCharacter) + BytesPerAttempt) / BytesPerUnit);

    private static int UnitsOf(long availableBytes) =>
        (int)Math.Min(int.MaxValue / 2, (availableBytes / ShareDivisor / BytesPerUnit) + 1);
}
