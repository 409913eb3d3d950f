using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Sqlite;
using Microsoft.Data.Sqlite;

namespace Bench.Listing;

/// <summary>A store with many ended messages: copies of one real message under different ids.</summary>
internal static class FilledStore
{
    public const int Messages = 1_000_000;

    private const string Input =
        """{"message":"hello world","gateway":"gateway_1","acceptedAt":"2030-01-01T00:00:00Z","attempts":[]}""";

    // One message a second, to twenty gateways; 2 % failed, 0.1 % were cancelled.
    private const string Fill = """
        PRAGMA synchronous = OFF;
        WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
        INSERT INTO instances (row, id, execution_id, name, status, created, updated, completed, output, search_group, search_state, search_time)
        SELECT i,
            substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7000-8000-' || printf('%012x', i), 'e', 'DeliverMessage', 1, t, t, t,
            '{"outcome":"delivered","attempts":[{"number":1,"startedAt":"2030-01-01T00:00:00Z","endedAt":"2030-01-01T00:00:00Z","statusCode":200}]}',
            'gateway_' || (i % 20), CASE WHEN i % 1000 = 0 THEN 'Cancelled' WHEN i % 50 = 0 THEN 'Failed' ELSE 'Delivered' END, t
        FROM (SELECT i, printf('%012x', 1893456000000 + i * 1000) AS h, 640290528000000000 + i * 10000000 AS t FROM n);
        INSERT INTO history (key, body)
        SELECT row << 24, (SELECT body FROM history WHERE key = 1 << 24) FROM instances WHERE row > 1;
        UPDATE numbers SET row = 1000000;
        UPDATE search_backlog SET up_to = 0;
        """;

    public static async Task CreateAsync(string path)
    {
        await using (var service = new SqliteOrchestrationService(new() { Path = path }))
        {
            var instance = new OrchestrationInstance { InstanceId = "01b8db00-0000-7000-8000-000000000000", ExecutionId = "e" };
            await service.CreateTaskOrchestrationAsync(new TaskMessage
            {
                OrchestrationInstance = instance,
                Event = new ExecutionStartedEvent(-1, Input) { Name = "DeliverMessage", OrchestrationInstance = instance },
            });
        }

        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Fill;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
