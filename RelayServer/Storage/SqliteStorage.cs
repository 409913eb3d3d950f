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
    /// <exception cref="OptionsValidationException">The setting is not the path of a file.</exception>
    public static string PathIn(IConfiguration configuration)
    {
        var setting = configuration[PathSetting] is { Length: > 0 } text ? text : DefaultPath;
        try
        {
            // Before the full path, of which any text is a part: a connection string would be the name of a file.
            new SqliteOrchestrationServiceOptions { Path = setting }.Validate();
            return Path.GetFullPath(setting);
        }
        catch (ArgumentException exception)
        {
            throw new OptionsValidationException(
                PathSetting,
                typeof(SqliteStorage),
                [$"setting {SettingNames.AsVariable(PathSetting)}: {ReasonOf(exception)}"]);
        }
    }

    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var path = PathIn(configuration);
        services.AddSingleton(new StoreDescription(path));
        services.AddSingleton(provider => new SqliteOrchestrationServiceOptions
        {
            Path = path,
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

    private static SqliteOrchestrationService Open(IServiceProvider provider)
    {
        try
        {
            return new SqliteOrchestrationService(
                provider.GetRequiredService<SqliteOrchestrationServiceOptions>(),
                provider.GetRequiredService<ILoggerFactory>());
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new IOException($"setting {SettingNames.AsVariable(PathSetting)}: {exception.Message}", exception);
        }
    }

    // .NET appends the parameter's name, which says nothing to an operator.
    private static string ReasonOf(ArgumentException exception) =>
        exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);

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
