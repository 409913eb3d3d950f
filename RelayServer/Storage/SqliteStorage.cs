using DurableTask.Sqlite;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Statistics;
using RelayFunctions.Storage;

namespace RelayServer.Storage;

internal static class SqliteStorage
{
    /// <summary>Where the messages are kept, from the setting <c>Storage:Path</c>; relative to the working directory.</summary>
    private const string PathSetting = "Storage:Path";

    private const string DefaultPath = "data/relay.db";

    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var path = Path.GetFullPath(configuration[PathSetting] is { Length: > 0 } setting ? setting : DefaultPath);
        services.AddSingleton(new StoreDescription(path));
        services.AddSingleton(provider => new SqliteOrchestrationServiceOptions
        {
            Path = path,
            TimeProvider = provider.GetRequiredService<TimeProvider>(),
            SearchKeysOf = MessageSearchKeys.Of,
        });
        services.AddSingleton(provider => new SqliteOrchestrationService(
            provider.GetRequiredService<SqliteOrchestrationServiceOptions>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IMessageIndex, SqliteMessageIndex>();
        services.AddSingleton<IMessageStatistics, SqliteMessageStatistics>();
        return services.AddSingleton<IStoreOutages, SqliteOutages>();
    }
}
