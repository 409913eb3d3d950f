using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RelayFunctions.Tests.Infrastructure;

/// <summary>Accesses that the template denies to all.</summary>
[Collection(nameof(CompiledTemplate))]
public sealed partial class TemplateSecurityTests(CompiledTemplate template)
{
    [Fact]
    public void Storage_AllowsNeitherKeysNorOldTlsNorAnonymousReaders()
    {
        var account = template.PropertiesOf("Microsoft.Storage/storageAccounts");

        Assert.False(account["allowSharedKeyAccess"]!.GetValue<bool>());
        Assert.False(account["allowBlobPublicAccess"]!.GetValue<bool>());
        Assert.True(account["supportsHttpsTrafficOnly"]!.GetValue<bool>());
        Assert.Equal("TLS1_2", account["minimumTlsVersion"]!.GetValue<string>());
        Assert.All(
            template.OfType("Microsoft.Storage/storageAccounts/blobServices/containers"),
            container => Assert.Equal("None", container["properties"]!["publicAccess"]!.GetValue<string>()));
    }

    [Fact]
    public void App_AllowsNeitherHttpNorOldTlsNorPasswords()
    {
        var app = template.PropertiesOf("Microsoft.Web/sites");

        Assert.True(app["httpsOnly"]!.GetValue<bool>());
        Assert.Equal("1.2", app["siteConfig"]!["minTlsVersion"]!.GetValue<string>());
        Assert.Equal("1.2", app["siteConfig"]!["scmMinTlsVersion"]!.GetValue<string>());
        Assert.Equal("Disabled", app["siteConfig"]!["ftpsState"]!.GetValue<string>());
        Assert.Equal(
            "UserAssignedIdentity",
            app["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!["type"]!.GetValue<string>());

        var policies = template.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Assert.Equal(2, policies.Count);
        Assert.All(policies, policy => Assert.False(policy["properties"]!["allow"]!.GetValue<bool>()));
    }

    [Fact]
    public void Telemetry_AllowsNoKeys()
    {
        Assert.True(template.PropertiesOf("Microsoft.Insights/components")["DisableLocalAuth"]!.GetValue<bool>());
        Assert.True(template.PropertiesOf("Microsoft.OperationalInsights/workspaces")["features"]!["disableLocalAuth"]!.GetValue<bool>());
    }

    [Fact]
    public void Vault_AsksForRoles() =>
        Assert.True(template.PropertiesOf("Microsoft.KeyVault/vaults")["enableRbacAuthorization"]!.GetValue<bool>());

    [Fact]
    public void RoleAssignments_EachOne_HoldsForOneResource()
    {
        var assignments = template.OfType("Microsoft.Authorization/roleAssignments");

        Assert.Equal(4, assignments.Count); // The storage account's is one for each of its roles.
        Assert.All(assignments, assignment => Assert.Matches(
            """^\[resourceId\('Microsoft\.(Storage/storageAccounts|KeyVault/vaults|Insights/components|DurableTask/schedulers)'""",
            assignment["scope"]?.GetValue<string>()));
        Assert.All(assignments, assignment => Assert.DoesNotMatch(BroadRoles(), CompiledTemplate.TextOf(assignment)));
    }

    [Fact]
    public void Parameters_NamedLikeSecrets_AreSecure()
    {
        var secrets = template.Modules.Values
            .SelectMany(module => module["parameters"]?.AsObject() ?? [])
            .Where(parameter => SecretName().IsMatch(parameter.Key))
            .ToList();

        Assert.NotEmpty(secrets);
        Assert.All(secrets, parameter => Assert.StartsWith("secure", parameter.Value!["type"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public void Outputs_NoneOfThem_HoldsASecretOrAKey()
    {
        var outputs = template.Modules.Values.SelectMany(module => module["outputs"]?.AsObject() ?? []).ToList();

        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.DoesNotMatch(SecretValue(), CompiledTemplate.TextOf(output.Value!)));
    }

    [Fact]
    public void SecureParameter_Everywhere_GoesOnlyToTheVault()
    {
        var uses = template.Modules["main"]["resources"]!.AsObject()
            .Where(resource => CompiledTemplate.TextOf(resource.Value!).Contains("parameters('gatewaySecrets')", StringComparison.Ordinal))
            .ToDictionary(resource => resource.Key, resource => resource.Value!["properties"]!["parameters"]!.AsObject());

        Assert.Equal(["app", "vault"], uses.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("[objectKeys(parameters('gatewaySecrets'))]", ValueOf(uses["app"], "vaultSettings"));
    }

    private static string ValueOf(JsonObject parameters, string name) => parameters[name]!["value"]!.GetValue<string>();

    [GeneratedRegex("secret|password|token", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("gatewaySecrets|listKeys|listSecrets|AccountKey|InstrumentationKey|password", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();

    // Owner, Contributor, User Access Administrator, Reader.
    [GeneratedRegex("8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c|18d7d88d-d35e-4fb5-a5c3-7773c20a72d9|acdd72a7-3385-48ef-bd42-f606fba81ae7")]
    private static partial Regex BroadRoles();
}
