using RelayFunctions.Gateways.Loading;

namespace RelayFunctions.Tests.Gateways.Loading;

/// <summary>What is valid and most likely not meant: a warning names the file or setting, the gateway and the key.</summary>
public sealed class CatalogueWarningTests
{
    private const string Unsent = "gateways.json: gateway 'partner': no template reads message, so that the text of a message is not sent";

    [Theory]
    [InlineData("""{"url": "http://a", "body": {"json": {"text": "hello"}}}""")]
    [InlineData("""{"url": "http://a", "method": "GET"}""")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ id }}"}}""")]
    [InlineData("""{"preset": "ntfy", "settings": {"topic": "a"}, "body": {"text": "ping"}}""")]
    public void Load_NoTemplateReadsTheMessage_IsAWarning(string entry) => Assert.Contains(Unsent, Warnings(entry));

    [Theory]
    [InlineData("""{"url": "http://a"}""")]
    [InlineData("""{"url": "http://a/{{ message }}", "method": "GET"}""")]
    [InlineData("""{"url": "http://a", "method": "GET", "query": {"text": "{{ message | truncate: 10 }}"}}""")]
    [InlineData("""{"url": "http://a", "method": "GET", "headers": {"X-Text": "{{ message }}"}}""")]
    [InlineData("""{"url": "http://a", "parameters": {"to": {}}, "settings": {"from": "a"}, "body": {"multipart": {"a": ["{{ message }}", "{{ parameters.to }}", "{{ settings.from }}"]}}}""")]
    [InlineData("""{"url": "http://a", "body": {"form": {"text": "{% if message contains 'a' %}a{% endif %}"}}}""")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ messag }}"}}""")]
    public void Load_MessageIsReadOrATemplateIsInvalid_HasNoWarning(string entry) => Assert.Empty(Warnings(entry));

    [Theory]
    [InlineData("""{"url": "http://a", "parameters": {"channel": {"required": true}}}""", "parameters.channel")]
    [InlineData("""{"url": "http://a", "parameters": {"channel": {}}}""", "parameters.channel")]
    [InlineData("""{"url": "http://a", "settings": {"from": "1"}}""", "settings.from")]
    public void Load_ValueThatNothingReads_IsAWarning(string entry, string name) => Assert.Equal(
        [$"gateways.json: gateway 'partner': {name}: no template of the gateway reads {name}"], Warnings(entry));

    [Theory]
    [InlineData("""{"url": "http://a", "headers": {"X-B": "{{ secrets.TOKEN }}"}}""", "token", null)]
    [InlineData("""{"url": "http://a"}""", "token", "setting Gateways__partner__secrets__token: gateway 'partner': secrets.token: no template of the gateway reads secrets.token")]
    [InlineData("""{"preset": "slack", "auth": {"bearer": "{{ secrets.other }}"}}""", "other", "is unknown")]
    public void Load_SecretThatNothingReads_IsAWarning(string entry, string secret, string? warning) => Assert.Equal(
        warning is null || warning == "is unknown" ? [] : [warning],
        Warnings(entry, ($"Gateways:partner:secrets:{secret}", "s3cret")));

    [Theory]
    [InlineData("""{"json": {"Detail": "{\"text\": \"{{ message }}\"}"}}""", "body.json.Detail")]
    [InlineData("""{"json": {"a": [{"b": " [\"{{ message | upcase }}\"]"}]}}""", "body.json.a.0.b")]
    [InlineData("""{"form": {"payload": "{\"text\":\" {{ message }}\"}"}}""", "body.form.payload")]
    [InlineData("""{"json": {"Detail": "{\"text\": \"Alert: {{ message }}!\"}"}}""", "body.json.Detail")]
    [InlineData("""{"form": {"payload": ["{}", "{\"text\":\" {{ message }}\"}"]}}""", "body.form.payload.1")]
    [InlineData("""{"json": {"text": "[Relay] \"{{ message }}\" failed"}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"text\": {{ message | json }}}"}}""", null)]
    [InlineData("""{"json": {"text": "{{ message }}: \"{{ id }}\""}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"id\": \"{{ id }}\", \"text\": {{ message | json }}}"}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ attempt }} of {{- gateway -}}\", \"at\": \"{{ acceptedAt | date: '%s' }}\", \"text\": {{ message | json }}}"}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ id | upcase | append: '-x' }}\", \"text\": {{ message | json }}}"}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ message | base64_encode }} {{ message | sha256 | upcase }} {{ message | size | plus: 1 }}\"}"}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ message | md5 }}{{ message | sha1 }}{{ message | ucs2_hex }}{{ message | sha1 | hex_to_base64 }}\"}"}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ message | size | json }}\", \"b\": \"{{ attempt | json }}\"}"}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"{{ id }}\": {{ message | json }}}"}}""", null)]
    [InlineData("""{"json": {"Detail": "{\"id\": \"{{ id }}\", \"text\": \"{{ message }}\"}"}}""", "body.json.Detail")]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ message | json }}\"}"}}""", "body.json.Detail")]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ id | json }}{{ message | size }}\"}"}}""", "body.json.Detail")]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ id | append: message }}\"}"}}""", "body.json.Detail")]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ message | base64_encode | append: message }}\"}"}}""", "body.json.Detail")]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ message | at_least: 1 }}\"}"}}""", "body.json.Detail")]
    [InlineData("""{"json": {"Detail": "{\"a\": \"{{ 'id' | replace: 'i', message }}\"}"}}""", "body.json.Detail")]
    [InlineData("""{"json": {"Detail": "{% assign id = message %}{\"a\": \"{{ id }}\"}"}}""", null)]
    [InlineData("""{"json": {"text": "{% if message contains 'a' %}\"{{ message }}\"{% endif %}"}}""", null)]
    public void Load_QuotedValueInNestedJson_IsAWarning(string body, string? key) => Assert.Equal(
        key is null ? [] : [$"gateways.json: gateway 'partner': {key}: has a value between quotation marks in JSON that is within a string, where a quotation mark of the value ends the text: write {{{{ message | json }}}} without quotation marks around it"],
        Warnings($$"""{"url": "http://a", "body": {{body}}}"""));

    [Theory]
    [InlineData("integer", "", false)]
    [InlineData("number", "", false)]
    [InlineData("boolean", "", false)]
    [InlineData("string", "", true)]
    [InlineData("string", ", \"values\": [\"a\", \"b c\"]", false)]
    [InlineData("string", ", \"values\": [\"a\", \"b\\\"c\"]", true)]
    public void Load_QuotedParameterInNestedJson_IsAWarningIfItCanHaveAQuotationMark(string type, string more, bool warns)
    {
        var warnings = Warnings(
            $$$$"""
            {
              "url": "http://a", "parameters": {"a": {"type": "{{{{type}}}}"{{{{more}}}} } },
              "body": {"json": {"Detail": "{\"a\": \"{{ parameters.a }}\", \"text\": {{ message | json }}}"}}
            }
            """);

        Assert.Equal(warns ? 1 : 0, warnings.Count);
    }

    [Theory]
    [InlineData("""{"json": "{\"text\": \"{{ message }}\"}"}""", true)]
    [InlineData("""{"json": "{\"text\": {{ message | json }}}"}""", true)]
    [InlineData("""{"json": " [\"{{ message }}\"]"}""", true)]
    [InlineData("""{"json": "{{ message }}"}""", false)]
    [InlineData("""{"json": "[Relay] {{ message }}"}""", false)]
    [InlineData("""{"json": ["[INFO] {{ message }}"]}""", false)]
    [InlineData("""{"json": "{% if message %}{{ message }}{% endif %}"}""", false)]
    public void Load_JsonBodyInQuotationMarks_AsksForTheObject(string body, bool warns) => Assert.Equal(
        warns
            ? ["gateways.json: gateway 'partner': body.json: is a string that contains JSON, so the gateway receives a string: write the object or list itself, without quotation marks around it"]
            : [],
        Warnings($$"""{"url": "http://a", "body": {{body}}}"""));

    [Theory]
    [InlineData("""{"url": "http://a.example", "auth": {"bearer": "{{ secrets.t }}"}}""", "url: is an http address, so everyone on the way can read the credentials of auth")]
    [InlineData("""{"url": "http://8.8.8.8/", "auth": {"basic": {"user": "a", "password": "{{ secrets.t }}"}}}""", "url: is an http address, so everyone on the way can read the credentials of auth")]
    [InlineData("""{"url": "https://a.example", "auth": {"oauth2": {"tokenUrl": "http://a.example/t", "clientId": "a", "clientSecret": "{{ secrets.t }}"}}}""", "auth: requests its token at an http address, so everyone on the way can read the credentials and the token")]
    [InlineData("""{"url": "https://a.example", "auth": {"bearer": "{{ secrets.t }}"}}""", null)]
    [InlineData("""{"url": "http://a.example", "network": "private", "auth": {"bearer": "{{ secrets.t }}"}}""", null)]
    [InlineData("""{"url": "http://10.0.0.7/", "auth": {"bearer": "{{ secrets.t }}"}}""", null)]
    [InlineData("""{"url": "http://localhost:80/", "auth": {"bearer": "{{ secrets.t }}"}}""", null)]
    [InlineData("""{"url": "http://ntfy/", "auth": {"bearer": "{{ secrets.t }}"}}""", null)]
    [InlineData("""{"url": "http://a.example", "auth": {"hmac": {"key": "{{ secrets.t }}", "headers": {"X-S": "{{ signature }}"}}}}""", null)]
    [InlineData("""{"url": "http://a.example/{{ secrets.t }}"}""", null)]
    [InlineData("""{"url": "https://a.example", "auth": {"bearer": "Bearer {{ secrets.t }}"}}""", "auth.bearer: begins with Bearer, which Relay adds itself, so the header has it twice")]
    public void Load_CredentialsThatAreProbablyWrong_AreAWarning(string entry, string? warning) => Assert.Equal(
        warning is null ? [] : [$"gateways.json: gateway 'partner': {warning}"],
        Warnings(entry, ("Gateways:partner:secrets:t", "s3cret-t0ken")));

    [Theory]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "${TOKEN}"}}""", "auth.bearer", "${...}")]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "$TOKEN"}}""", "auth.bearer", "$...")]
    [InlineData("""{"url": "http://a", "auth": {"basic": {"user": "a", "password": "%API_PASSWORD%"}}}""", "auth.basic.password", "%...%")]
    [InlineData("""{"url": "http://a", "headers": {"Authorization": "Bearer $(TOKEN)"}}""", "headers.Authorization", "$(...)")]
    [InlineData("""{"url": "http://a", "headers": {"Authorization": "Bearer $TOKEN"}}""", "headers.Authorization", "$...")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "${env:TOKEN}"}}""", "headers.X-A", "${...}")]
    [InlineData("""{"url": "http://a/${TOKEN}/x"}""", "url", "${...}")]
    [InlineData("""{"url": "http://a/x?key=$API_KEY"}""", "url", "$...")]
    [InlineData("""{"url": "http://a/%API_KEY%/x"}""", "url", "%...%")]
    [InlineData("""{"url": "http://a", "method": "GET", "query": {"text": "{{ message }}", "key": "${KEY:-none}"}}""", "query.key", "${...}")]
    [InlineData("""{"url": "http://a", "body": {"json": {"a": [{"b": "x ${NAME}"}], "text": "{{ message }}"}}}""", "body.json.a.0.b", "${...}")]
    [InlineData("""{"url": "http://a", "body": {"form": {"a": ["{{ message }}", "x ${NAME}"]}}}""", "body.form.a.1", "${...}")]
    public void Load_VariableOfAnotherTool_IsAWarningThatNamesTheForm(string entry, string key, string form) => Assert.Equal(
        [
            $"gateways.json: gateway 'partner': {key}: contains {form}, which Relay does not replace and sends as it is: "
                + "write {{ secrets.KEY }} there, and set Gateways__partner__secrets__KEY",
        ],
        Warnings(entry));

    [Fact]
    public void Load_VariableOfAnotherToolInSettings_IsAWarningThatNamesTheSetting()
    {
        const string entry = """{"url": "http://a", "settings": {"from": "${FROM}"}, "headers": {"X-A": "{{ settings.from }}", "X-B": "{{ secrets.token }}"}}""";

        Assert.Equal(
            [
                "gateways.json: gateway 'partner': settings.from: contains ${...}, which Relay does not replace and sends as it is: set Gateways__partner__settings__from to the value itself",
                "setting Gateways__partner__secrets__token: gateway 'partner': secrets.token: contains %...%, which Relay does not replace and sends as it is: set Gateways__partner__secrets__token to the value itself",
            ],
            Warnings(entry, ("Gateways:partner:secrets:token", "%TOKEN%")));
    }

    [Theory]
    [InlineData("""{"url": "http://a/%D0%C1%AB"}""")]
    [InlineData("""{"url": "http://a/x?$filter=a&$top=5"}""")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ message | prepend: '${' }}"}}""")]
    [InlineData("""{"url": "http://a", "body": {"text": "{{ message }} costs $5 or 5%, Buy $AAPL"}}""")]
    [InlineData("""{"url": "http://a", "success": {"body": "^${1}$(A)"}}""")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ secrets.token }}"}}""")]
    public void Load_DollarOrPercentSign_HasNoWarning(string entry) =>
        Assert.Empty(Warnings(entry, entry.Contains("token", StringComparison.Ordinal) ? [("Gateways:partner:secrets:token", "a${B}$(C)%DEF%")] : []));

    [Theory]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "s3cret"}}""", "auth.bearer")]
    [InlineData("""{"url": "http://a", "auth": {"basic": {"user": "a", "password": "s3cret"}}}""", "auth.basic.password")]
    [InlineData("""{"url": "http://a", "auth": {"header": {"name": "X-Api-Key", "value": "s3cret"}}}""", "auth.header.value")]
    [InlineData("""{"url": "http://a", "auth": {"hmac": {"key": "s3cret", "headers": {"X-S": "{{ signature }}"}}}}""", "auth.hmac.key")]
    [InlineData("""{"url": "http://a", "auth": {"oauth2": {"tokenUrl": "https://a/t", "clientId": "a", "clientSecret": "s3cret"}}}""", "auth.oauth2.clientSecret")]
    [InlineData("""{"url": "http://a", "headers": {"Authorization": "Bearer s3cret"}}""", "headers.Authorization")]
    [InlineData("""{"url": "http://a", "headers": {"x-api-key": "s3cret"}}""", "headers.x-api-key")]
    [InlineData("""{"url": "http://a", "query": {"access_token": "s3cret"}}""", "query.access_token")]
    [InlineData("""{"url": "http://a?api_key=s3cret"}""", "url")]
    [InlineData("""{"url": "http://a?a=1&client_secret=s3cret"}""", "url")]
    [InlineData("""{"url": "http://a", "body": {"form": {"apiKey": "s3cret", "text": "{{ message }}"}}}""", "body.form.apiKey")]
    [InlineData("""{"url": "http://a", "query": {"token": ["{{ id }}", "s3cret", "s3cret"]}}""", "query.token")]
    [InlineData("""{"url": "http://a", "body": {"form": {"tokens": ["a"], "token": ["s3cret"], "text": "{{ message }}"}}}""", "body.form.token")]
    [InlineData("""{"url": "http://a", "body": {"json": {"users": ["a", {"password": "s3cret"}], "text": "{{ message }}"}}}""", "body.json.users.1.password")]
    [InlineData("""{"url": "http://a", "auth": {"oauth2": {"tokenUrl": "https://a/t", "clientId": "a", "clientSecret": "{{ settings.a }}", "fields": {"password": "s3cret"}}}, "settings": {"a": "b"}}""", "auth.oauth2.fields.password")]
    [InlineData("""{"url": "http://a", "auth": {"login": {"url": "https://a/?password=s3cret", "token": "/token"}}}""", "auth.login.url")]
    [InlineData("""{"url": "http://a", "auth": {"login": {"url": "https://a", "token": "/token", "query": {"key": "s3cret"}}}}""", "auth.login.query.key")]
    [InlineData("""{"url": "http://a", "auth": {"login": {"url": "https://a", "token": "/token", "headers": {"Authorization": "s3cret"}}}}""", "auth.login.headers.Authorization")]
    [InlineData("""{"url": "http://a", "auth": {"login": {"url": "https://a", "token": "/token", "body": {"json": {"password": "s3cret"}}}}}""", "auth.login.body.json.password")]
    [InlineData("""{"url": "http://a", "settings": {"token": "s3cret"}, "headers": {"Authorization": "Bearer {{ settings.token }}"}}""", "settings.token")]
    public void Load_CredentialInTheFile_IsAWarningWithoutItsValue(string entry, string key)
    {
        var warning = Assert.Single(Warnings(entry));

        Assert.Equal(
            $"gateways.json: gateway 'partner': {key}: looks like a credential in the file: put it in configuration, "
                + "as in Gateways__partner__secrets__KEY",
            warning);
    }

    [Theory]
    [InlineData("""{"url": "http://a", "auth": {"bearer": "{{ secrets.a }}"}}""")]
    [InlineData("""{"url": "http://a?key={{ secrets.a }}", "headers": {"Authorization": "Key {{ secrets.a }}"}}""")]
    [InlineData("""{"url": "http://a", "headers": {"X-Key": "{{ secrets.a }}"}, "body": {"json": {"key": "text", "value": "{{ message }}"}}}""")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "{{ secrets.a }}"}, "auth": {"basic": {"user": "a", "password": ""}}}""")]
    [InlineData("""{"url": "http://a?monkey=1&sortkey=name", "headers": {"X-A": "{{ secrets.a }}"}}""")]
    [InlineData("""{"url": "http://a", "auth": {"login": {"url": "http://a", "token": "/token", "body": {"form": {"password": "{{ secrets.a }}"}}}}}""")]
    public void Load_CredentialFromConfiguration_HasNoWarning(string entry) =>
        Assert.Empty(Warnings(entry, ("Gateways:partner:secrets:a", "s3cret")));

    [Theory]
    [InlineData("body:json:users:0:password")]
    [InlineData("body:json:token:0")]
    public void Load_CredentialFromConfigurationInAListOfTheFile_HasNoWarning(string setting) => Assert.Empty(Warnings(
        """{"url": "http://a", "body": {"json": {"users": [{"password": ""}], "token": ["{{ secrets.a }}"], "text": "{{ message }}{{ secrets.a }}"}}}""",
        ($"Gateways:partner:{setting}", "s3cret"), ("Gateways:partner:secrets:a", "s3cret")));

    [Theory]
    [InlineData("""{"url": "http://a", "settings": {"from": "{{ secrets.from }}"}, "headers": {"X-A": "{{ settings.from }}"}}""", "settings.from", "write the template in place of {{ settings.from }}, or set the value itself")]
    [InlineData("""{"url": "http://a", "settings": {"from": "a {{gateway | upcase }}"}, "headers": {"X-A": "{{ settings.from }}"}}""", "settings.from", "write the template in place of {{ settings.from }}, or set the value itself")]
    [InlineData("""{"url": "http://a", "settings": {"from": "{{ 'now' | date: '%s' }}"}, "headers": {"X-A": "{{ settings.from }}"}}""", "settings.from", "write the template in place of {{ settings.from }}, or set the value itself")]
    [InlineData("""{"url": "http://a", "settings": {"from": "{% if message %}a{% endif %}"}, "headers": {"X-A": "{{ settings.from }}"}}""", "settings.from", "write the template in place of {{ settings.from }}, or set the value itself")]
    [InlineData("""{"preset": "ntfy", "settings": {"topic": "{{ parameters.topic }}"}}""", "settings.topic", "write the template in place of {{ settings.topic }}, or set the value itself")]
    [InlineData("""{"url": "http://a", "parameters": {"p": {"default": "{{ settings.from }}"}}, "headers": {"X-A": "{{ parameters.p }}"}}""", "parameters.p.default", "write the value itself, or put the template into the {% else %} of {% if parameters.p %} where it is read")]
    [InlineData("""{"url": "http://a", "success": {"json": {"/id": "{{ id }}"}}}""", "success.json./id", "write the value itself")]
    [InlineData("""{"url": "http://a", "failure": {"json": {"/code": [1, "{{ settings.code }}"]}}}""", "failure.json./code.1", "write the value itself")]
    public void Load_TemplateThatIsNotRendered_IsAWarning(string entry, string key, string cure) => Assert.Equal(
        [$"gateways.json: gateway 'partner': {key}: contains a template, which Relay does not render there: {cure}"],
        Warnings(entry));

    [Theory]
    [InlineData("""{"url": "http://a", "settings": {"from": "{{name}}"}, "headers": {"X-A": "{{ settings.from }}"}}""")]
    [InlineData("""{"url": "http://a", "settings": {"from": "{a}"}, "headers": {"X-A": "{{ settings.from }}"}}""")]
    [InlineData("""{"url": "http://a", "parameters": {"p": {"default": "{{ name }}", "description": "{{ message }}"}}, "headers": {"X-A": "{{ parameters.p }}"}}""")]
    public void Load_BracesOfTheGatewayInAValue_HaveNoWarning(string entry) => Assert.Empty(Warnings(entry));

    [Fact]
    public void Load_TemplateAsASecretOrSettingOfConfiguration_IsAWarning() => Assert.Equal(
        [
            "setting Gateways__partner__settings__from: gateway 'partner': settings.from: contains a template, which Relay does not render there: write the template in place of {{ settings.from }}, or set the value itself",
            "setting Gateways__partner__secrets__whole: gateway 'partner': secrets.whole: contains a template, which Relay does not render there: write the template in place of {{ secrets.whole }}, or set the value itself",
        ],
        Warnings(
            """{"url": "http://a", "headers": {"X-A": "{{ settings.from }}", "X-B": "{{ secrets.whole }}{{ secrets.part }}"}}""",
            ("Gateways:partner:settings:from", "{{ message }}"),
            ("Gateways:partner:secrets:whole", "{{ settings.from }}"),
            ("Gateways:partner:secrets:part", "a{%b{{ id")));

    [Theory]
    [InlineData("Gateways:partner", "setting Gateways__partner: has no effect beside the settings Gateways__partner__...")]
    [InlineData("Gateways:partner:retry", "setting Gateways__partner__retry: has no effect beside the settings Gateways__partner__retry__...")]
    [InlineData("Gateways:partner:retry:stopOn", "setting Gateways__partner__retry__stopOn: has no effect beside the settings Gateways__partner__retry__stopOn__...")]
    [InlineData("Gateways", "setting Gateways: has no effect; settings of gateways are Gateways__NAME__KEY")]
    [InlineData("Alerts", "setting Alerts: has no effect; settings of alerts are Alerts__NAME__KEY")]
    [InlineData("Alerts:a", "setting Alerts__a: has no effect beside the settings Alerts__a__...")]
    public void Load_ValueOfASettingThatHasKeys_IsAWarning(string setting, string warning)
    {
        var loaded = Load(
            """{"gateways": {"partner": {"url": "http://a"}, "b": {"url": "http://b"}}}""",
            baseUrl: null,
            ("Gateways:partner:retry:stopOn:0", "400"), ("Gateways:partner:url", "http://c"), ("Alerts:a:gateway", "b"),
            ("Alerts:a:oldestWaiting", "01:00:00"), (setting, "s3cret"));

        Assert.Empty(loaded.Faults);
        Assert.Equal([warning], loaded.Warnings);
    }

    [Theory]
    [InlineData("Gateways:partner")]
    [InlineData("Alerts:a")]
    public void Load_ValueOfAnEntryWithoutKeys_IsNotIgnored(string setting)
    {
        var loaded = Load("""{"gateways": {"partner": {"url": "http://a"}}}""", baseUrl: null, (setting, "s3cret"));

        Assert.Contains($"etting {setting.Replace(":", "__", StringComparison.Ordinal)}", Assert.Single([.. loaded.Faults, .. loaded.Warnings.Select(one => one.Replace("(one of them is ", "setting ", StringComparison.Ordinal))]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gateways_sms:url", "setting Gateways_sms__url: has no effect; did you mean Gateways__sms__url?")]
    [InlineData("GATEWAYS_gateway_1:url", "setting GATEWAYS_gateway_1__url: has no effect; did you mean Gateways__gateway_1__url?")]
    [InlineData("Gateways_sms_url", "setting Gateways_sms_url: has no effect; did you mean Gateways__sms__url?")]
    [InlineData("Gateways_gateway_1_Url", "setting Gateways_gateway_1_Url: has no effect; did you mean Gateways__gateway_1__url?")]
    [InlineData("Gateways_sms_settings_from", "setting Gateways_sms_settings_from: has no effect; did you mean Gateways__sms__settings__from?")]
    [InlineData("Gateways_sms_paused", "setting Gateways_sms_paused: has no effect; did you mean Gateways__sms__paused?")]
    [InlineData("Alerts_ops:gateway", "setting Alerts_ops__gateway: has no effect; did you mean Alerts__ops__gateway?")]
    [InlineData("Gateway:sms:secrets:token", "setting Gateway__sms__secrets__token: has no effect; did you mean Gateways__sms__secrets__token?")]
    [InlineData("Realy:Retention", "setting Realy__Retention: has no effect; did you mean Relay__Retention?")]
    [InlineData("Strorage:Path", "setting Strorage__Path: has no effect; did you mean Storage__Path?")]
    [InlineData("Relay_Retention", "setting Relay_Retention: has no effect; did you mean Relay__Retention?")]
    [InlineData("GATEWAYS_my_sms_SECRETS_token", "setting GATEWAYS_my_sms_SECRETS_token: has no effect; did you mean Gateways__my_sms__secrets__token?")]
    [InlineData("ALERT:a:gateway", "setting ALERT__a__gateway: has no effect; did you mean Alerts__a__gateway?")]
    public void Load_SettingOfAMisspeltSection_IsAWarning(string setting, string warning) => Assert.Equal(
        [warning], Warnings("""{"url": "http://a"}""", (setting, "s3cret")));

    [Theory]
    [InlineData("Realy")]
    [InlineData("RELAY_PORT")]
    [InlineData("RELAY_SERVICE_HOST")]
    [InlineData("STORAGE_PATH")]
    [InlineData("GATEWAYS_SERVICE_PORT")]
    [InlineData("GATEWAYS_PORT_80_TCP_ADDR")]
    [InlineData("Jobs:a:b")]
    [InlineData("Relay:Retention")]
    public void Load_SettingOfOthers_HasNoWarning(string setting) =>
        Assert.Empty(Warnings("""{"url": "http://a"}""", (setting, "a")));

    [Theory]
    [InlineData("notify", true)]
    [InlineData("api/send?a=1", true)]
    [InlineData("send_message", true)]
    [InlineData("gateway_x", true)]
    [InlineData("gateway_1/{{ message }}", true)]
    [InlineData("gateway_1", false)]
    [InlineData("gateway_2", false)]
    [InlineData("gateway_99", false)]
    [InlineData("gateway_1?a=1", false)]
    [InlineData("http://a", false)]
    public void Load_UrlRelativeToRelayItself_IsAWarning(string url, bool warns)
    {
        var json = $$"""{"gateways": {"partner": {"url": "{{url}}"} } }""";

        Assert.Equal(
            warns
                ? ["gateways.json: gateway 'partner': url: is relative to Relay itself, which has no such gateway: set Relay__GatewayBaseUrl, or give an absolute url"]
                : [],
            Load(json, baseUrl: null).Warnings);
        Assert.Empty(Load(json, new Uri("http://gateways.example/")).Warnings);
    }

    [Theory]
    [InlineData("""{"gateways": {}}""", true)]
    [InlineData("""{"gateways": {}, "alerts": {}}""", true)]
    [InlineData("""{"gateways": {"a": {"url": "http://a"}}}""", false)]
    [InlineData("""{"gateways": {"a": {}}}""", false)]
    [InlineData("""{"gateways": """, false)]
    public void Load_NoGateway_IsAWarning(string json, bool warns)
    {
        Assert.Equal(
            warns ? ["gateways.json: has no gateway, so that every message is refused"] : [], Load(json, baseUrl: null).Warnings);
        // Then each name is a gateway below that address.
        Assert.Empty(Load(json, new Uri("http://gateways.example/")).Warnings);
        Assert.Empty(Load(json, baseUrl: null, ("Gateways:b:url", "http://b")).Warnings);
    }

    [Fact]
    public void Load_SettingsOfAnotherFile_AreOneWarning()
    {
        var others = Enumerable.Range(1, 12).SelectMany(number => new[]
        {
            ($"Gateways:service{(char)('a' + number)}{number}:secrets:token", "s3cret"), ($"Gateways:service{(char)('a' + number)}{number}:timeout", "00:00:05"),
        });

        var warning = Assert.Single(Warnings("""{"url": "http://a"}""", [.. others]));

        Assert.StartsWith("gateways.json: lacks gateways whose settings therefore have no effect: service", warning, StringComparison.Ordinal);
        Assert.Matches(@" and 2 others \(one of them is Gateways__service\w+\)\z", warning);
    }

    [Fact]
    public void Load_SettingsOfAMisspeltGateway_AreWarningsWithTheNearestOne() => Assert.Equal(
        [
            "setting Gateways__partnr__secrets__token: has no effect, since there is no gateway 'partnr'; did you mean 'partner'?",
            "gateways.json: lacks gateways whose settings therefore have no effect: other (one of them is Gateways__other__timeout)",
            "gateways.json: lacks alerts whose settings therefore have no effect: gone (one of them is Alerts__gone__waiting)",
        ],
        Warnings(
            """{"url": "http://a"}""",
            ("Gateways:partnr:secrets:token", "s3cret"), ("Gateways:other:timeout", "00:00:05"), ("Alerts:gone:waiting", "1")));

    private static LoadedCatalogue Load(string json, Uri? baseUrl, params (string Key, string Value)[] settings) => CatalogueLoader.Load(
        json, "gateways.json", CatalogueLoaderTests.Settings(settings), baseUrl, canUseOwnAddress: true, TimeProvider.System);

    private static IReadOnlyList<string> Warnings(string entry, params (string Key, string Value)[] settings) =>
        CatalogueLoader.Load(
            $$"""{"gateways": {"partner": {{entry}} } }""", "gateways.json", CatalogueLoaderTests.Settings(settings),
            baseUrl: null, canUseOwnAddress: false, TimeProvider.System).Warnings;
}
