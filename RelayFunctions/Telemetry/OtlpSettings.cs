using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RelayFunctions.Telemetry;

/// <summary>Whether telemetry is sent over OTLP. The exporter reads the other <c>OTEL_</c> settings itself.</summary>
public static class OtlpSettings
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Headers =
    [
        "OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_METRICS_HEADERS",
        "OTEL_EXPORTER_OTLP_LOGS_HEADERS",
    ];

    /// <summary>Whether an endpoint is set.</summary>
    /// <exception cref="OptionsValidationException">
    /// The endpoint is not an http or https address, or headers are not pairs; the exporter's own error would not name
    /// the setting.
    /// </exception>
    public static bool IsOtlpEnabled(this IConfiguration configuration)
    {
        if (configuration[Endpoint] is not { Length: > 0 } endpoint)
            return false;

        List<string> faults =
        [
            .. from name in Headers
            where configuration[name] is { } headers && !ArePairs(headers)
            select $"setting {name}: must be NAME=VALUE pairs with commas between them",
        ];
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            faults.Add($"setting {Endpoint}: must be an http or https address, as in http://127.0.0.1:4317");
        }

        return faults.Count == 0 ? true : throw new OptionsValidationException(Endpoint, typeof(OtlpSettings), faults);
    }

    // The exporter decodes percent signs before it splits.
    private static bool ArePairs(string headers) =>
        Uri.UnescapeDataString(headers).Split(',', StringSplitOptions.RemoveEmptyEntries)
            .All(pair => pair.Contains('=', StringComparison.Ordinal));
}
