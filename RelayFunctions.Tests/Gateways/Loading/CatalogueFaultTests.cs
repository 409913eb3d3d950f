using RelayFunctions.Gateways.Loading;

namespace RelayFunctions.Tests.Gateways.Loading;

public sealed class CatalogueFaultTests
{
    private const string Secret = "s3cret";

    [Theory]
    [InlineData("", "is not JSON, at line 1, column 1: the file is empty, or is a pipe, socket or device")]
    [InlineData("{\n  \"gateways\": {\n    \"a\": { \"url\" }\n  }\n}", "is not JSON, at line 3, column 18: a colon is missing between a key and its value")]
    [InlineData("{\"gateways\": {\"a\": {\"url\": \"http://a\" \"x\": 1}}}", "is not JSON, at line 1, column 39: a comma or a closing bracket is missing before this position")]
    [InlineData("{\"gateways\": {\"ä\": s3cret}}", "is not JSON, at line 1, column 20: a value is expected here; a string needs double quotes")]
    [InlineData("{\"gateways\": {\"a\": nul3cret}}", "is not JSON, at line 1, column 23: a value is expected here")]
    [InlineData("{\"gateways\": {'a': {}}}", "is not JSON, at line 1, column 15: a key in double quotes is expected here")]
    [InlineData("{\"gateways\": {\"a\": {}}", "is not JSON, at line 1, column 23: the file ends too early")]
    [InlineData("{\"gateways\": {\"a\": \"", "the file ends too early: a bracket or a quotation mark is not closed")]
    [InlineData("{\"gateways\": {\"a\": \"x\ny\"}}", "is not JSON, at line 1, column 22: a string contains a line break")]
    [InlineData("{\"gateways\": {\"a\": \"\\s3cret\"}}", "is not JSON, at line 1, column 22: a string contains a line break, a control character or a single backslash")]
    [InlineData("{\"gateways\": {\"a\": 007}}", "is not JSON, at line 1, column 21: a number is not valid JSON")]
    [InlineData("{\"gateways\": {}} {}", "is not JSON, at line 1, column 18: nothing may follow the end of the object")]
    [InlineData("/* {\"gateways\": {}}", "a comment is not closed")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{}", "lacks the key 'gateways'")]
    [InlineData("""{"gateways": []}""", "'gateways' must be an object")]
    [InlineData("""{"gateways": {}, "gateways": {}}""", "'gateways' is specified twice")]
    [InlineData("""{"gateways": {}, "gatewayz": {}}""", "unknown key 'gatewayz'; the keys are 'gateways', 'alerts' and '$schema'; did you mean 'gateways'?")]
    [InlineData("""{"gateways": {}, "\ud800": {}}""", "unknown key '\\ud800'")]
    [InlineData("""{"gateways": {"\ud800": {"url": "http://a"}}}""", "gateway '\\ud800': the key is not text")]
    public void Load_FileThatIsNotACatalogue_NamesTheFile(string text, string fault) =>
        Assert.Contains(Faults(text), found => found.StartsWith($"gateways.json: {fault}", StringComparison.Ordinal)
            || found.Contains(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData("a__b")]
    [InlineData("_a")]
    [InlineData("a-b")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("")]
    public void Load_BadName_IsAFault(string name) =>
        Assert.StartsWith(
            $"gateways.json: gateway '{name}': a name is",
            Assert.Single(Faults($$$"""{"gateways": {"{{{name}}}": {"url": "http://a"} }}""")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("7", "", "must be an object")]
    [InlineData("null", "", "must be an object")]
    [InlineData("{}", "url", "is missing")]
    [InlineData("""{"url": null}""", "url", "must not be null")]
    [InlineData("""{"url": 7}""", "url", "must be a string")]
    [InlineData("""{"url": ""}""", "url", "must not be empty")]
    [InlineData("""{"url": "ftp://a/s3cret"}""", "url", "must be an http or https address")]
    [InlineData("""{"url": "file:///s3cret"}""", "url", "must be an http or https address")]
    [InlineData("""{"url": "http:///s3cret"}""", "url", "must have a valid host and port")]
    [InlineData("""{"url": "https://https://a.example"}""", "url", "begins with a scheme twice")]
    [InlineData("""{"url": "https://{{ settings.server }}/x", "settings": {"server": "http://a.example"}}""", "url", "has a value in its host that contains")]
    [InlineData("""{"url": "{{ settings.server }}/x", "settings": {"server": "https://http://a.example"}}""", "url", "begins with a scheme twice")]
    [InlineData("""{"url": "https://user:s3cret@a/"}""", "url", "must not contain a user")]
    [InlineData("""{"url": "https://a/#s3cret"}""", "url", "must not contain a fragment")]
    [InlineData("""{"url": "https://a/ s3cret"}""", "url", "must not be empty and must not contain spaces")]
    [InlineData("""{"url": "https://a/\r\ns3cret"}""", "url", "must not be empty and must not contain spaces")]
    [InlineData("""{"url": "/s3cret"}""", "url", "a relative url must be a plain path")]
    [InlineData("""{"url": "//a/s3cret"}""", "url", "a relative url must be a plain path")]
    [InlineData("""{"url": "../s3cret"}""", "url", "a relative url must be a plain path")]
    [InlineData("""{"url": "javascript:s3cret"}""", "url", "a relative url must be a plain path")]
    [InlineData("""{"url": "gateway_1"}""", "url", "is relative to the app itself, whose demonstration gateways are off")]
    [InlineData("""{"url": "http://a", "Timeout": "00:00:01"}""", "Timeout", "unknown key")]
    [InlineData("""{"url": "http://a", "timeout": "00:00:00"}""", "timeout", "must be a time from")]
    [InlineData("""{"url": "http://a", "timeout": "00:02:00.001"}""", "timeout", "must be a time from")]
    [InlineData("""{"url": "http://a", "timeout": "10"}""", "timeout", "must be a time from")]
    [InlineData("""{"url": "http://a", "timeout": 10}""", "timeout", "must be a time from 00:00:00.1 to 00:02:00, as in \"00:01:30\"")]
    [InlineData("""{"url": "http://a", "network": true}""", "network", "must be a string, one of \"public\", \"private\"")]
    [InlineData("""{"url": "http://a", "method": ["GET"]}""", "method", "must be a string, one of \"POST\", ")]
    [InlineData("""{"url": "https://a", "httpVersion": 2}""", "httpVersion", "must be a string, one of \"1.1\", \"2\"")]
    [InlineData("""{"url": "http://a", "parameters": {"a": {"type": 1}}}""", "parameters.a.type", "must be a string, one of \"string\", ")]
    [InlineData("""{"url": "http://a", "headers": {"content-type": "text/plain"}}""", "headers.content-type", "is a header that Relay sets itself; use body.contentType")]
    [InlineData("""{"url": "http://a", "body": {"text": "a", "contentType": "text/plain; charset=cp-1251"}}""", "body.contentType", "has a charset that is not known; IANA's names are, as in windows-1251")]
    [InlineData("""{"url": "http://a", "retry": 3}""", "retry", "must be an object, as in \"retry\": {")]
    [InlineData("""{"url": "http://a", "body": "text"}""", "body", "must be an object, as in \"body\": {\"text\": \"{{ message }}\"}")]
    [InlineData("""{"url": "http://a", "auth": "s3cret"}""", "auth", "must be an object, as in \"auth\": {\"bearer\": \"{{ secrets.token }}\"}")]
    [InlineData("""{"url": "http://a", "success": 200}""", "success", "must be an object, as in \"success\": {\"status\": \"200-299\"}")]
    [InlineData("""{"url": "http://a", "success": {"status": 200}}""", "success.status", "must be a string, as in \"status\": \"200-299, 409\"")]
    [InlineData("""{"url": "http://a", "failure": {"status": [400]}}""", "failure.status", "must be a string, as in \"status\": \"200-299, 409\"")]
    [InlineData("""{"url": "http://a", "bodi": {}}""", "bodi", "unknown key; did you mean 'body'?")]
    [InlineData("""{"preset": "telegrm", "settings": {"chatId": "1"}, "boddy": 1}""", "preset", "is not a known preset; did you mean 'telegram'?")]
    [InlineData("""{"preset": "ntfy", "settings": {"topik": "a", "topic": "a"}}""", "settings.topik", "is unknown to the preset (it has ")]
    [InlineData("""{"preset": "Slack"}""", "preset", "is not a known preset; did you mean 'slack'?")]
    [InlineData("""{"url": "http://a", "retry": {"attempts": 4}}""", "retry.attempts", "must be a whole number from 1 to 3")]
    [InlineData("""{"url": "http://a", "retry": {"attempts": 0}}""", "retry.attempts", "must be a whole number from 1 to 3")]
    [InlineData("""{"url": "http://a", "retry": {"attempts": 1.5}}""", "retry.attempts", "must be a whole number from 1 to 3")]
    [InlineData("""{"url": "http://a", "retry": {"attempts": "3"}}""", "retry.attempts", "must be a whole number from 1 to 3")]
    [InlineData("""{"url": "http://a", "retry": {"interval": "00:00:59"}}""", "retry.interval", "must be a time from 00:01:00 to")]
    [InlineData("""{"url": "http://a", "retry": {"interval": "1.00:00:01"}}""", "retry.interval", "must be a time from")]
    [InlineData("""{"url": "http://a", "retry": {"interval": "00:05:00", "maxInterval": "00:04:59"}}""", "retry.maxInterval", "must be a time from 00:05:00 to")]
    [InlineData("""{"url": "http://a", "retry": {"stopOn": 400}}""", "retry.stopOn", "must be a list of whole numbers from 300 to 599")]
    [InlineData("""{"url": "http://a", "retry": {"stopOn": [200]}}""", "retry.stopOn", "must be a list of whole numbers from 300 to 599")]
    [InlineData("""{"url": "http://a", "retry": {"stopOn": ["400"]}}""", "retry.stopOn", "must be a list of whole numbers from 300 to 599")]
    [InlineData("""{"url": "http://a", "retry": {"on": [299]}}""", "retry.on", "must be a list of whole numbers from 300 to 599")]
    [InlineData("""{"url": "http://a", "retry": {"on": [503], "stopOn": [400]}}""", "retry.on", "excludes stopOn")]
    [InlineData("""{"url": "http://a", "retry": {"pause": "00:01:00"}}""", "retry.pause", "unknown key; the keys here are attempts, interval, maxInterval, on, stopOn")]
    [InlineData("""{"url": "http://a", "limits": {"inFlight": 0}}""", "limits.inFlight", "must be a whole number from 1 to 250")]
    [InlineData("""{"url": "http://a", "limits": {"inFlight": 251}}""", "limits.inFlight", "must be a whole number from 1 to 250")]
    [InlineData("""{"url": "http://a", "limits": {"inflight": 5}}""", "limits.inflight", "unknown key")]
    [InlineData("""{"url": "http://a", "limits": {"perSecond": 0.09}}""", "limits.perSecond", "must be a number from 0.1 to 1000; perMinute, perHour and perDay are for lower rates")]
    [InlineData("""{"url": "http://a", "limits": {"perMinute": 0}}""", "limits.perMinute", "must be a whole number from 1 to 60000")]
    [InlineData("""{"url": "http://a", "limits": {"perHour": 0.5}}""", "limits.perHour", "must be a whole number from 1 to 3600000")]
    [InlineData("""{"url": "http://a", "limits": {"perDay": "500"}}""", "limits.perDay", "must be a whole number from 1 to 86400000")]
    [InlineData("""{"url": "http://a", "limits": {"perMinute": 5, "perDay": 500}}""", "limits.perDay", "excludes perMinute: there can be only one rate")]
    [InlineData("""{"url": "http://a", "limits": {"perHour": 5, "perSecond": 1}}""", "limits.perHour", "excludes perSecond: there can be only one rate")]
    [InlineData("""{"url": "http://a", "limits": {"perSecond": 1000.5}}""", "limits.perSecond", "must be a number from 0.1 to 1000")]
    [InlineData("""{"url": "http://a", "limits": {"perSecond": 1, "burst": 1.5}}""", "limits.burst", "must be a whole number from 1 to 1000")]
    [InlineData("""{"url": "http://a", "limits": {"burst": 5}}""", "limits.burst", "requires perSecond, perMinute, perHour or perDay")]
    [InlineData("""{"url": "http://a", "limits": {"perSecond": "20"}}""", "limits.perSecond", "must be a number from 0.1 to 1000")]
    [InlineData("""{"url": "http://a", "url": "http://b"}""", "url", "is specified twice")]
    [InlineData("""{"url": "http://a", "retry": {"attempts": 1, "attempts": 2}}""", "retry.attempts", "is specified twice")]
    [InlineData("""{"url": "http://a", "headers": {"X Y": "s3cret"}}""", "headers.X Y", "is not a header name")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "s3cret\r\nX-B: 1"}}""", "headers.X-A", "must be printable ASCII")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": 7}}""", "headers.X-A", "must be a string")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "1", "x-a": "2"}}""", "headers.x-a", "is specified twice")]
    [InlineData("""{"url": "http://a", "headers": {"idempotency-key": "1"}}""", "headers.idempotency-key", "is a header that Relay sets itself")]
    [InlineData("""{"url": "http://a", "headers": {"Host": "b"}}""", "headers.Host", "is a header that Relay sets itself; its value is the host of url")]
    [InlineData("""{"url": "http://a/s3cret\ud800"}""", "url", "is not text: an escape such as \\ud800 stands for half a character")]
    [InlineData("""{"url": "http://a", "headers": {"X-A": "s3cret\udc00"}}""", "headers.X-A", "is not text")]
    [InlineData("""{"url": "http://a", "timeout": "\ud800"}""", "timeout", "is not text")]
    [InlineData("""{"url": "http://a", "retry": {"stopOn": ["\ud800"]}}""", "retry.stopOn", "is not text")]
    [InlineData("""{"url": "http://a", "\ud800": "s3cret"}""", "\\ud800", "the key is not text")]
    [InlineData("""{"url": "http://a", "retry": {"a\ud800": 1}}""", "retry.a\\ud800", "the key is not text")]
    [InlineData("""{"url": "http://a", "secrets": {"token": "s3cret"}}""", "secrets.token", "a secret belongs in configuration")]
    public void Load_BadEntry_NamesFileGatewayAndKeyButNoValue(string entry, string key, string fault)
    {
        var found = Assert.Single(Faults($$$"""{"gateways": {"partner": {{{entry}}} }}"""));

        var where = key.Length == 0 ? "gateways.json: gateway 'partner': " : $"gateways.json: gateway 'partner': {key}: ";
        Assert.StartsWith(where + fault, found, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"gateways": {"a": {"url": "http://a"}, "alerts": {"o": {"gateway": "a"}}}}""", "gateway 'alerts': belongs beside 'gateways', not inside it")]
    [InlineData("""{"gateways": {"gateways": {"a": {"url": "http://a"}}}}""", "gateway 'gateways': belongs beside 'gateways', not inside it")]
    [InlineData("""{"gateways": {"a": {"url": "http://a"}, "$schema": "x"}}""", "gateway '$schema': belongs beside 'gateways', not inside it")]
    [InlineData("""{"gateways": {}, "sms": {"url": "http://a"}}""", "unknown key 'sms'; the keys are 'gateways', 'alerts' and '$schema'; a gateway belongs inside 'gateways'")]
    [InlineData("""{"gateways": {}, "sms": {"preset": "slack"}}""", "unknown key 'sms'; the keys are 'gateways', 'alerts' and '$schema'; a gateway belongs inside 'gateways'")]
    public void Load_PartInAnotherPlace_SaysWhereItBelongs(string text, string fault) =>
        Assert.Equal([$"gateways.json: {fault}"], Faults(text));

    [Theory]
    [InlineData("alerts")]
    [InlineData("gateways")]
    public void Load_GatewayNamedLikeAPart_IsAGateway(string name) =>
        Assert.Empty(Faults($$"""{"gateways": {"{{name}}": {"url": "http://a"} } }"""));

    // Configuration can give it its url.
    [Theory]
    [InlineData("""{"gateways": {"alerts": {"body": {"text": "{{ message }}"}}}}""", "gateway 'alerts': url: is missing")]
    [InlineData("""{"gateways": {"gateways": {"headers": {"a": "b"}}}}""", "gateway 'gateways': url: is missing")]
    public void Load_EntryNamedLikeAPartWithoutAUrl_LacksOnlyItsUrl(string text, string fault) =>
        Assert.Equal([$"gateways.json: {fault}"], Faults(text));

    [Fact]
    public void Load_AlertNamedLikeAPart_IsAnAlert() => Assert.Empty(Faults(
        """{"gateways": {"a": {"url": "http://a"}, "b": {"url": "http://b"}}, "alerts": {"gateways": {"gateway": "a", "failures": {}}}}"""));

    [Fact]
    public void Load_SeveralFaults_AreAllFound() =>
        Assert.Equal(
            3, Faults("""{"gateways": {"a": {"retry": {"attempts": 9}}, "b": {"url": "http://b", "x": 1}}}""").Count);

    [Fact]
    public void Load_NamesThatDifferOnlyInCase_AreAFault() =>
        Assert.Contains(
            "gateway 'PARTNER': is specified twice",
            Assert.Single(Faults("""{"gateways": {"partner": {"url": "http://a"}, "PARTNER": {"url": "http://b"}}}""")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Gateways:partner:retry:attempts", "7", "setting Gateways__partner__retry__attempts: gateway 'partner': retry.attempts: must be a whole")]
    [InlineData("Gateways:partner:url", "ftp://s3cret", "setting Gateways__partner__url: gateway 'partner': url: must be an http")]
    [InlineData("Gateways:partner:nonsense", "s3cret", "setting Gateways__partner__nonsense: gateway 'partner': nonsense: unknown key")]
    [InlineData("Gateways:partner", "s3cret", "setting Gateways__partner: gateway 'partner': must be an object")]
    public void Load_BadSetting_NamesTheSettingButNotItsValue(string key, string value, string fault)
    {
        var found = Assert.Single(Faults("""{"gateways": {"partner": {"url": "http://a"}}}""", (key, value)));

        Assert.StartsWith(fault, found, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_SettingUnderAValueThatIsNotAnObject_IsAFaultOfTheFile() => Assert.Contains(
        "gateways.json: gateway 'partner': retry: must be an object, since configuration gives it keys",
        Faults("""{"gateways": {"partner": {"url": "http://a", "retry": 7}}}""", ("Gateways:partner:retry:attempts", "1")));

    private static IReadOnlyList<string> Faults(string text, params (string Key, string Value)[] settings) =>
        CatalogueLoader.Load(
            text, "gateways.json", CatalogueLoaderTests.Settings(settings), baseUrl: null, canUseOwnAddress: false, TimeProvider.System).Faults;
}
