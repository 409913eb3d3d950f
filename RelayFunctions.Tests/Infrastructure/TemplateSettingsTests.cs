using System.Text.RegularExpressions;
using System.Xml.Linq;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>The template sets the settings that the app, its host and azd read.</summary>
[Collection(nameof(CompiledTemplate))]
public sealed partial class TemplateSettingsTests(CompiledTemplate template)
{
    [Theory]
    [InlineData("AzureWebJobsStorage__accountName", "[parameters('storageAccountName')]")]
    [InlineData("AzureWebJobsStorage__credential", "managedidentity")]
    [InlineData("AzureWebJobsStorage__clientId", "[parameters('identityClientId')]")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "[parameters('applicationInsightsConnectionString')]")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "[format('ClientId={0};Authorization=AAD', parameters('identityClientId'))]")]
    [InlineData("AzureFunctionsJobHost__telemetryMode", "OpenTelemetry")]
    [InlineData("AZURE_CLIENT_ID", "[parameters('identityClientId')]")]
    public void HostSettings_EachOne_IsSet(string name, string value) =>
        Assert.Equal(value, template.Modules["app"]["variables"]!["hostSettings"]![name]!.GetValue<string>());

    [Theory]
    [InlineData("AzureWebJobsStorage")]
    [InlineData("FUNCTIONS_WORKER_RUNTIME")] // Flex Consumption has functionAppConfig instead and refuses these.
    [InlineData("FUNCTIONS_EXTENSION_VERSION")]
    [InlineData("WEBSITE_RUN_FROM_PACKAGE")]
    public void HostSettings_ConnectionStringsAndOldSettings_AreNotSet(string name) =>
        Assert.DoesNotContain($"\"{name}\"", CompiledTemplate.TextOf(template.Main), StringComparison.Ordinal);

    [Fact]
    public void AppSettings_AreThoseOfEachSourceAndTheHostsLast() =>
        Assert.Equal(
            "[union(parameters('relaySettings'), variables('vaultReferences'), variables('schedulerSettings'), variables('hostSettings'))]",
            template.OfType("Microsoft.Web/sites/config").Single()["properties"]!.GetValue<string>());

    [Fact]
    public void Secrets_ReferenceAndName_AreEqual()
    {
        var references = template.Modules["app"]["variables"]!["vaultReferences"]!.GetValue<string>();
        var secret = Assert.Single(template.OfType("Microsoft.KeyVault/vaults/secrets"))["name"]!.GetValue<string>();

        Assert.Contains("@Microsoft.KeyVault(SecretUri=", references, StringComparison.Ordinal);
        Assert.Contains(", '_', '-')", references, StringComparison.Ordinal);
        Assert.Contains(", '_', '-')", secret, StringComparison.Ordinal);
        Assert.Equal(
            "[parameters('identityId')]",
            template.PropertiesOf("Microsoft.Web/sites")["keyVaultReferenceIdentity"]!.GetValue<string>());
    }

    [Fact]
    public void RelaySettings_InTemplateAndDocs_AreRelaysOwn()
    {
        var known = typeof(RelayOptions).GetProperties().Select(property => property.Name).ToHashSet();
        var docs = File.ReadAllText(Path.Combine(BuildOutput.Root, "docs", "azure.md"));
        var used = RelaySetting().Matches(CompiledTemplate.TextOf(template.Main) + docs).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Contains(nameof(RelayOptions.DemoGateways), used);
        Assert.Subset(known, used);
    }

    [Fact]
    public void Runtime_Version_IsTheProjectsTargetFramework()
    {
        var framework = XDocument.Load(Path.Combine(BuildOutput.Root, "Directory.Build.props")).Descendants("TargetFramework").Single().Value;
        var runtime = template.PropertiesOf("Microsoft.Web/sites")["functionAppConfig"]!["runtime"]!;

        Assert.Equal("dotnet-isolated", runtime["name"]!.GetValue<string>());
        Assert.Equal(framework, $"net{runtime["version"]!.GetValue<string>()}");
    }

    [Fact]
    public void AzureYaml_Service_IsTheTaggedAppOfTheAppsProject()
    {
        var services = YamlFile.Read("azure.yaml")["services"]!.AsObject();
        var service = Assert.Single(services);

        Assert.Equal("./RelayFunctions", service.Value!["project"]!.GetValue<string>());
        Assert.True(File.Exists(Path.Combine(BuildOutput.Root, "RelayFunctions", "RelayFunctions.csproj")));
        Assert.Contains(
            $"createObject('azd-service-name', '{service.Key}')",
            Assert.Single(template.OfType("Microsoft.Web/sites"))["tags"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [GeneratedRegex("Relay__(\\w+)")]
    private static partial Regex RelaySetting();
}
