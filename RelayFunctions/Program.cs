using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using RelayFunctions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddRelay(builder.Configuration);
builder.Services.AddAzureMonitor(builder.Configuration);
builder.Build().Run();
