using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace RelayFunctions.Telemetry;

/// <summary>Whether telemetry is sent by OTLP. The exporter reads the other <c>OTEL_</c> settings itself.</summary>
public static class OtlpSettings
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether an endpoint is set.</summary>
    /// <exception cref="OptionsValidationException">The endpoint is not an http or https address.</exception>
    public static bool IsOtlpEnabled(this IConfiguration configuration)
    {
        if (configuration[Endpoint] is not { Length: > 0 } endpoint)
            return false;

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? true
            : throw new OptionsValidationException(
                Endpoint,
                typeof(OtlpSettings),
                [$"setting {Endpoint}: must be an http or https address, as in http://127.0.0.1:4317"]);
    }
}
