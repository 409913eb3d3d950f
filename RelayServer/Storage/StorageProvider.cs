using DurableTask.AzureStorage;
using DurableTask.Sqlite;
using EmbeddedFunctions;
using Microsoft.Extensions.Options;

namespace RelayServer.Storage;

/// <summary>Selects where the messages are kept, by the setting <c>Storage:Provider</c>.</summary>
internal static class StorageProvider
{
    private const string Setting = "Storage:Provider";
    private const string Sqlite = "Sqlite";
    private const string AzureStorage = "AzureStorage";

    /// <summary>Keeps the state of the app's durable functions in the chosen store.</summary>
    /// <exception cref="OptionsValidationException">
    /// A setting of the store is invalid; the message names it.
    /// </exception>
    public static EmbeddedFunctionsApplicationBuilder UseStorage(this EmbeddedFunctionsApplicationBuilder builder)
    {
        var name = builder.Configuration[Setting] is { Length: > 0 } text ? text : Sqlite;
        if (Is(name, Sqlite))
        {
            builder.Services.AddSqliteStorage(builder.Configuration);
            return builder.UseOrchestrationService(
                services => services.GetRequiredService<SqliteOrchestrationService>());
        }

        if (Is(name, AzureStorage))
        {
            builder.Services.AddAzureStorage(builder.Configuration, builder.HostJsonPath);
            return builder.UseOrchestrationService(
                services => services.GetRequiredService<AzureStorageOrchestrationService>());
        }

        throw new OptionsValidationException(
            Setting,
            typeof(StorageProvider),
            [$"setting Storage__Provider: '{name}' is unknown; use {Sqlite} or {AzureStorage}"]);
    }

    private static bool Is(string name, string provider) => name.Equals(provider, StringComparison.OrdinalIgnoreCase);
}
