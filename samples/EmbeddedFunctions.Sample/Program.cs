// Two functions on one SQLite file, without a Functions host:
//
//   dotnet run --project samples/EmbeddedFunctions.Sample
//   curl -X POST "http://127.0.0.1:7071/api/remind?text=tea"
//   curl "http://127.0.0.1:7071/api/reminders/{the id of the response}"
using DurableTask.Sqlite;
using EmbeddedFunctions;
using EmbeddedFunctions.Sample;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

var builder = EmbeddedFunctionsApplication.CreateBuilder(args);
builder.AddFunctions(typeof(Reminders).Assembly);
builder.UseOrchestrationService(services => new SqliteOrchestrationService(
    new SqliteOrchestrationServiceOptions
    {
        Path = builder.Configuration["Path"] ?? Path.Combine(Path.GetTempPath(), "reminders.db"),
    },
    services.GetRequiredService<ILoggerFactory>()));
await using var app = builder.Build();
app.Run();
