using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RelayFunctions.Hosting;
using RelayFunctions.Telemetry;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddRelayWorker();
if (builder.Services.AddWorkerTelemetry(builder.Configuration))
    builder.UseMessageScopes();
builder.Build().Run();
