using System.Globalization;
using DurableTask.Sqlite;
using Microsoft.Extensions.Options;
using RelayFunctions.Health;
using RelayFunctions.Messages.Listing;
using RelayFunctions.Messages.Statistics;
using RelayFunctions.Settings;
using RelayFunctions.Storage;

namespace RelayServer.Storage;

internal static class SqliteStorage
{
    /// <summary>
    /// Where the messages are kept, from the setting <c>Storage:Path</c>; relative to the working directory.
    /// </summary>
    private const string PathSetting = "Storage:Path";

    private const string DefaultPath = "data/relay.db";

    /// <summary>The free space on the disk below which the server is not ready.</summary>
    private const string MinFreeBytesSetting = "Storage:MinFreeBytes";

    private const long DefaultMinFreeBytes = 256 * 1024 * 1024;

    /// <summary>The full path of the store's file.</summary>
    public static string PathIn(IConfiguration configuration) => Path.GetFullPath(SettingIn(configuration));

    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new StoreDescription(PathIn(configuration)));
        services.AddSingleton(provider => new SqliteOrchestrationServiceOptions
        {
            // As it is written: the store rejects a connection string, which a full path would hide.
            Path = SettingIn(configuration),
            TimeProvider = provider.GetRequiredService<TimeProvider>(),
            SearchKeysOf = MessageSearchKeys.Of,
        });
        services.AddSingleton(Open);
        services.AddSingleton<IMessageIndex, SqliteMessageIndex>();
        var minFreeBytes = MinFreeBytes(configuration);
        services.AddSingleton<IReadinessCheck>(provider =>
            ActivatorUtilities.CreateInstance<SqliteReadiness>(provider, minFreeBytes));
        services.AddSingleton<IWriteGroups, SqliteWriteGroups>();
        services.AddSingleton<IMessageStatistics, SqliteMessageStatistics>();
        return services.AddSingleton<IOutageClassifier, SqliteOutageClassifier>();
    }

    private static string SettingIn(IConfiguration configuration) =>
        configuration[PathSetting] is { Length: > 0 } setting ? setting : DefaultPath;

    private static SqliteOrchestrationService Open(IServiceProvider provider)
    {
        try
        {
            return new SqliteOrchestrationService(
                provider.GetRequiredService<SqliteOrchestrationServiceOptions>(),
                provider.GetRequiredService<ILoggerFactory>());
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidOperationException
                or ArgumentException)
        {
            throw new IOException($"setting {SettingNames.AsVariable(PathSetting)}: {ReasonOf(exception)}", exception);
        }
    }

    // .NET appends the parameter's name, which says nothing to an operator.
    private static string ReasonOf(Exception exception) => exception is ArgumentException { ParamName: { } parameter }
        ? exception.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
        : exception.Message;

    private static long MinFreeBytes(IConfiguration configuration)
    {
        if (configuration[MinFreeBytesSetting] is not { Length: > 0 } text)
            return DefaultMinFreeBytes;

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? bytes
            : throw new OptionsValidationException(
                MinFreeBytesSetting,
                typeof(SqliteStorage),
                ["setting Storage__MinFreeBytes: must be a whole number of bytes"]);
    }
}
