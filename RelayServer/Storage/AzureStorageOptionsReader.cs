using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace RelayServer.Storage;

/// <summary>
/// Reads the settings of Azure Storage, including those of host.json, and reports each invalid value.
/// </summary>
internal sealed partial class AzureStorageOptionsReader
{
    private const string DurableTask = "extensions:durableTask";
    private const string DefaultFunctionsHub = "TestHubName";

    private readonly IConfiguration _settings;
    private readonly IConfigurationSection _durableTask;
    private readonly List<string> _faults = [];

    /// <param name="settings">The settings of the server.</param>
    /// <param name="hostJsonPath">
    /// The host.json; <c>AzureFunctionsJobHost__...</c> overrides it, as on the Functions host.
    /// </param>
    public AzureStorageOptionsReader(IConfiguration settings, string hostJsonPath)
    {
        _settings = settings;
        _durableTask = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(hostJsonPath), optional: true)
            .AddConfiguration(settings.GetSection("AzureFunctionsJobHost"))
            .Build()
            .GetSection(DurableTask);
    }

    /// <exception cref="OptionsValidationException">Some values are invalid; the message names each.</exception>
    public AzureStorageConfiguration Read()
    {
        var options = Options();
        var hub = TaskHub();
        var connection = AzureStorageConnection.Read(_settings, _faults);
        return _faults.Count == 0 && connection is not null
            ? new AzureStorageConfiguration(hub, options, connection)
            : throw new OptionsValidationException("Storage", typeof(AzureStorageOptions), _faults);
    }

    // Two hosts lock the partitions of one hub differently and would both run the same messages.
    private string TaskHub()
    {
        var functionsHub = _durableTask["hubName"] is { Length: > 0 } configured
            ? WithSettings(configured)
            : DefaultFunctionsHub;
        var hub = _settings["Storage:TaskHub"] is { Length: > 0 } name ? name : functionsHub + "Server";
        if (!HubName().IsMatch(hub))
            _faults.Add($"setting Storage__TaskHub: '{hub}' must be 3 to 45 letters and digits, a letter first");
        if (hub.Equals(functionsHub, StringComparison.OrdinalIgnoreCase))
        {
            _faults.Add(
                $"setting Storage__TaskHub: '{hub}' is the hub of the Functions host in host.json; choose another");
        }
        return hub;
    }

    // The Functions host replaces %NAME% in a hub's name with the setting NAME.
    private string WithSettings(string hub) => SettingReference().Replace(hub, reference =>
    {
        var setting = reference.Groups["name"].Value;
        if (_settings[setting] is { Length: > 0 } value)
            return value;

        _faults.Add($"host.json: {DurableTask}:hubName: the setting {setting}, which '{hub}' names, is not set");
        return "";
    });

    private AzureStorageOptions Options()
    {
        var options = new AzureStorageOptions();
        try
        {
            _durableTask.GetSection("storageProvider").Bind(options);
        }
        catch (InvalidOperationException e)
        {
            _faults.Add($"host.json: {e.Message}");
        }

        Check(options.PartitionCount is >= 1 and <= 16, nameof(options.PartitionCount), "must be 1 to 16");
        CheckTime(
            options.MaxQueuePollingInterval, nameof(options.MaxQueuePollingInterval), TimeSpan.FromMilliseconds(100));
        // The engine renews a lock 30 s before its end: a shorter one would end in the middle of an attempt.
        CheckTime(
            options.ControlQueueVisibilityTimeout,
            nameof(options.ControlQueueVisibilityTimeout),
            TimeSpan.FromSeconds(30));
        CheckTime(
            options.WorkItemQueueVisibilityTimeout,
            nameof(options.WorkItemQueueVisibilityTimeout),
            TimeSpan.FromSeconds(30));
        return options;
    }

    private void CheckTime(TimeSpan time, string name, TimeSpan min) =>
        Check(time >= min && time <= TimeSpan.FromHours(1), name, $"must be a time from {min:c} to 01:00:00");

    private void Check(bool isRight, string name, string what)
    {
        if (!isRight)
        {
            _faults.Add(
                $"host.json: {DurableTask}:storageProvider:{char.ToLowerInvariant(name[0])}{name[1..]}: {what}");
        }
    }

    [GeneratedRegex("%(?<name>[^%]+)%")]
    private static partial Regex SettingReference();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$")]
    private static partial Regex HubName();
}
