namespace RelayServer.Settings;

/// <summary>The names of settings, in the form of configuration and command line (<c>Storage:Path</c>).</summary>
internal static class ServerSettings
{
    /// <summary>
    /// The settings that RelayServer reads below its own sections; <c>*</c> is a name that the operator chooses.
    /// </summary>
    public static readonly string[] Own =
    [
        "Storage:Provider", "Storage:Path", "Storage:MinFreeBytes", "Storage:TaskHub",
        "Functions:Keys:*", "Functions:FunctionKeys:*:*",
        "Telemetry:Prometheus",
    ];

    /// <summary>The sections whose keys are checked elsewhere, or belong to the framework.</summary>
    public static readonly string[] Sections =
    [
        "Relay", "Gateways", "Alerts", "Storage", "Functions", "Telemetry",
        "AzureWebJobsStorage", "AzureWebJobs", "AzureFunctionsJobHost", "Logging", "Kestrel", "hostBuilder",
    ];

    /// <summary>The settings without a section that have an effect on the command line.</summary>
    public static readonly string[] Names =
    [
        "urls", "http_ports", "https_ports", "https_port", "preferHostingUrls", "FORWARDEDHEADERS_ENABLED",
        "AllowedHosts", "environment", "contentRoot", "webroot", "applicationName", "detailedErrors",
        "captureStartupErrors", "suppressStatusMessages", "shutdownTimeoutSeconds", "preventHostingStartup",
        "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "AzureWebJobsStorage", "StartedIn",
    ];

    /// <summary>The prefixes of names that others define.</summary>
    public static readonly string[] Prefixes = ["OTEL_", "AzureWebJobs."];
}
