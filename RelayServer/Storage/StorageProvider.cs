using DurableTask.AzureStorage;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using Microsoft.Extensions.Options;
using RelayFunctions.Settings;

namespace RelayServer.Storage;

/// <summary>Selects where the messages are kept, by the setting <c>Storage:Provider</c>.</summary>
internal static class StorageProvider
{
    private const string Setting = "Storage:Provider";
    private const string Sqlite = "Sqlite";
    private const string AzureStorage = "AzureStorage";
    private static readonly string[] Providers = [Sqlite, AzureStorage];

    /// <summary>Keeps the state of the app's durable functions in the chosen store.</summary>
    /// <exception cref="OptionsValidationException">
    /// A setting of the store is invalid; the message names it.
    /// </exception>
    public static EmbeddedFunctionsApplicationBuilder UseStorage(this EmbeddedFunctionsApplicationBuilder builder)
    {
        if (NameIn(builder.Configuration) == Sqlite)
        {
            builder.Services.AddSqliteStorage(builder.Configuration);
            return builder.UseOrchestrationService(
                services => services.GetRequiredService<SqliteOrchestrationService>());
        }

        builder.Services.AddAzureStorage(builder.Configuration, builder.HostJsonPath);
        return builder.UseOrchestrationService(
            services => services.GetRequiredService<AzureStorageOrchestrationService>());
    }

    /// <summary>Returns the full path of the SQLite file that keeps the messages.</summary>
    /// <exception cref="OptionsValidationException">
    /// The provider does not use a file. A file at the path is then not the store, but may be an earlier one.
    /// </exception>
    public static string SqlitePathIn(IConfiguration configuration) => NameIn(configuration) switch
    {
        Sqlite => SqliteStorage.PathIn(configuration),
        var name => throw Fault($"'{name}' does not use a SQLite file, and only such a file can be backed up"),
    };

    private static string NameIn(IConfiguration configuration)
    {
        var name = configuration[Setting] is { Length: > 0 } text ? text : Sqlite;
        return Providers.FirstOrDefault(provider => provider.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Fault($"'{name}' is unknown; use {Sqlite} or {AzureStorage}");
    }

    private static OptionsValidationException Fault(string fault) =>
        new(Setting, typeof(StorageProvider), [$"setting {SettingNames.AsVariable(Setting)}: {fault}"]);
}
