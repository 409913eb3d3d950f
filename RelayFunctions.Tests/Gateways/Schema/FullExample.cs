using System.Text.Json.Nodes;
using RelayFunctions.Tests.Gateways.Auth;
using RelayFunctions.Tests.Gateways.Certificates;

namespace RelayFunctions.Tests.Gateways.Schema;

/// <summary>A catalogue that has every key.</summary>
internal static class FullExample
{
    /// <summary>A text that is valid as any secret: it is base64, and the password of the certificate's key.</summary>
    public const string AnySecret = "YW55";

    /// <summary>The rest is separate, since each load of it reads a certificate.</summary>
    public const string WithCertificate =
        $$"""
        {
          "gateways": {
            "certified": {
              "url": "https://a.example",
              "certificate": { "file": "client.pem", "keyFile": "client.key", "password": "{{AnySecret}}" },
              "tls": { "ca": "ca.pem" },
              "proxy": "http://proxy.example:3128"
            }
          }
        }
        """;

    /// <summary>The folder of the catalogue and of a certificate that is valid today.</summary>
    public static string Folder => CertificateFolder.Value;

    private static readonly Lazy<string> CertificateFolder = new(() =>
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "schema-example")).FullName;
        using var certificates = new TestCertificates();
        using var client = certificates.Create("client");
        File.WriteAllText(Path.Combine(folder, "client.pem"), client.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "ca.pem"), certificates.Root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "client.key"), TestCertificates.KeyPem(client, AnySecret));
        return folder;
    });

    public static string Text { get; } =
        """
        {
          "$schema": "./gateways.schema.json",
          "gateways": {
            "json": {
              "url": "https://a.example/{{ settings.path }}",
              "method": "PUT",
              "query": { "q": "{{ message }}", "to": ["a", "b"] },
              "idempotency": "attempt",
              "message": { "maxLength": 1000, "unit": "bytes", "cut": true },
              "headers": { "X-Title": "{{ parameters.title }}" },
              "body": { "json": { "text": "{{ message }}", "list": [1, null] }, "contentType": "application/json" },
              "auth": { "bearer": "{{ settings.path }}" },
              "success": { "status": "200-299", "json": { "/ok": true }, "body": "ok" },
              "failure": { "status": "400-499", "json": { "/code": [1, 2] }, "body": "banned" },
              "throttled": { "status": "400, 420", "json": { "/code": 6 }, "body": "too fast" },
              "reason": { "json": ["/error", "/errors/*/text"] },
              "parameters": {
                "device": { "unless": "list" }, "list": {},
                "title": { "type": "string", "default": "a", "values": ["a", "b"], "description": "the headline" },
                "to": { "type": "string", "required": true, "maxLength": 100, "unit": "codePoints" },
                "count": { "type": "integer", "default": 1, "minimum": 0, "maximum": 10 },
                "share": { "type": "number", "default": 0.5, "minimum": -0.5, "maximum": 0.5 },
                "silent": { "type": "boolean", "default": false }
              },
              "settings": { "path": "a" },
              "network": "private",
              "timeout": "00:00:10",
              "retry": { "attempts": 2, "interval": "00:02:00", "maxInterval": "00:10:00", "stopOn": [400], "wait": { "json": "/wait", "unit": "milliseconds" } },
              "limits": { "inFlight": 10, "perSecond": 2.5, "burst": 5 },
              "notify": "signed"
            },
            "form": {
              "url": "https://a.example", "body": { "form": { "a": "b" }, "contentType": "application/x-www-form-urlencoded" }, "retry": { "on": [503], "wait": { "header": "X-Reset", "unit": "epochSeconds" } },
              "auth": { "basic": { "user": "a", "password": "b" } }
            },
            "ndjson": {
              "url": "https://a.example", "body": { "ndjson": [{ "index": {} }, { "text": "{{ message }}" }], "contentType": "application/jsonl" },
              "retry": { "wait": { "header": "X-Reset", "unit": "date" } }
            },
            "multipart": {
              "url": "https://a.example", "body": { "multipart": { "a": "b" } }, "limits": { "perMinute": 5 }, "auth": { "header": { "name": "X-A", "value": "b" } }
            },
            "xml": {
              "url": "https://a.example", "body": { "xml": "<a/>", "contentType": "text/xml" }, "limits": { "perHour": 5 }, "reason": { "body": "<e>(.*)</e>" },
              "auth": { "query": { "name": "a", "value": "b" } }
            },
            "text": {
              "url": "https://a.example", "body": { "text": "a", "contentType": "text/plain" }, "limits": { "perDay": 5, "burst": 1 },
              "auth": {
                "hmac": {
                  "key": "00ff", "keyEncoding": "hex", "algorithm": "sha512", "encoding": "base64", "content": "{{ body }}",
                  "headers": { "X-Signature": "{{ signature }}" }, "query": { "s": "{{ signature }}" }
                }
              }
            },
            "signed": { "url": "https://a.example", "auth": { "standardWebhooks": { "secret": "AAAA", "previousSecret": "AAAA" } } },
            "aws": {
              "url": "https://a.example",
              "auth": {
                "awsSigV4": {
                  "accessKeyId": "AKIA", "secretAccessKey": "a", "region": "us-east-1", "service": "sns", "sessionToken": "b"
                }
              }
            },
            "token": {
              "url": "https://a.example",
              "auth": {
                "oauth2": {
                  "tokenUrl": "https://a.example", "clientId": "a", "clientSecret": "b", "scope": "c", "audience": "d", "clientIn": "body",
                  "fields": { "resource": "e" }
                }
              }
            },
            "loginToken": {
              "url": "https://a.example",
              "auth": {
                "login": {
                  "url": "https://a.example", "method": "PUT", "query": { "a": ["b", "c"] }, "headers": { "X-A": "b" }, "token": "/a", "expiresIn": "/b",
                  "body": { "json": { "a": "b" }, "contentType": "application/json" }, "tokenIn": { "header": "X-B", "prefix": "c " }
                }
              }
            },
            "loginQuery": { "url": "https://a.example", "auth": { "login": { "url": "https://a.example", "token": "/a", "tokenIn": { "query": "b" } } } },
            "ownToken": {
              "url": "https://a.example", "httpVersion": "2", "paused": true,
              "auth": {
                "jwt": {
                  "issuer": "a", "subject": "b", "audience": "c", "scope": "d", "keyId": "e", "privateKey": "PEM", "lifetime": "00:10:00",
                  "claims": { "f": "g", "h": 1, "i": true }
                }
              }
            },
            "signedToken": {
              "url": "https://a.example",
              "auth": {
                "jwtBearer": {
                  "tokenUrl": "https://a.example", "issuer": "a", "subject": "b", "audience": "c", "scope": "d", "keyId": "e", "privateKey": "PEM",
                  "fields": { "f": "g" }, "claims": { "h": "i" }
                }
              }
            }
          }
        }
        """.Replace("PEM", TestKey.Pem.ReplaceLineEndings("\\n"), StringComparison.Ordinal);

    /// <summary>Its gateways, each as a separate catalogue.</summary>
    public static IEnumerable<string> Gateways => JsonNode.Parse(Text)!["gateways"]!.AsObject().Select(gateway => new JsonObject
    {
        ["$schema"] = "./gateways.schema.json",
        ["gateways"] = new JsonObject { [gateway.Key] = gateway.Value!.DeepClone() },
    }.ToJsonString());
}
