using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RelayFunctions;
using RelayFunctions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddRelayWorker();
builder.Services.AddAzureMonitor(builder.Configuration);
builder.Build().Run();
