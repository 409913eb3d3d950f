using System.Text.Json;
using RelayFunctions.Delivery;
using RelayFunctions.Hosting;

namespace RelayFunctions.Tests.Delivery;

/// <summary>
/// The history outlives a deployment: a message that waits is read by the next version. So its JSON is fixed here.
/// </summary>
public sealed class HistoryFormatTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, 125, TimeSpan.Zero);
    private static readonly Attempt First = new(1, Noon, Noon.AddSeconds(2), 503, "503 Service Unavailable");

    public static TheoryData<object, string> Records => new()
    {
        {
            new MessageDelivery("Привет 👋 \"&<\u2028", "partner", Noon),
            """{"message":"Привет \uD83D\uDC4B \"&<\u2028","gateway":"partner","acceptedAt":"2026-01-01T12:00:00.125Z","attempts":[]}"""
        },
        {
            new AttemptRequest("id", "Hello", "partner", 2)
            {
                AcceptedAt = Noon,
                Parameters = new Dictionary<string, JsonElement> { ["Channel"] = JsonSerializer.SerializeToElement("a") },
            },
            """{"id":"id","message":"Hello","gateway":"partner","number":2,"acceptedAt":"2026-01-01T12:00:00.125Z","parameters":{"Channel":"a"}}"""
        },
        {
            AttemptReport.Made(First, new RetryPolicy(), TimeSpan.FromMinutes(2)),
            """
            {"attempt":{"number":1,"startedAt":"2026-01-01T12:00:00.125Z","endedAt":"2026-01-01T12:00:02.125Z","statusCode":503,"error":"503 Service Unavailable"},"pause":"00:02:00"}
            """
        },
        {
            AttemptReport.Refused("why").WithWoken([new Guid("01980000-0000-7000-8000-000000000000")]),
            """{"refusal":"why","called":["01980000-0000-7000-8000-000000000000"]}"""
        },
        { AttemptReport.Deferred(TimeSpan.FromSeconds(9)), """{"pause":"00:00:09"}""" },
        { AttemptReport.Paused(Noon), """{"comeBackAt":"2026-01-01T12:00:00.125Z","isPaused":true}""" },
        { AttemptReport.Interrupted(), """{"isBrokenOff":true}""" },
        {
            new MessageDelivery("Hello", "partner", Noon) { Attempts = [First], NotBefore = Noon.AddMinutes(1), Interruptions = 2 },
            """{"message":"Hello","gateway":"partner","acceptedAt":"2026-01-01T12:00:00.125Z","attempts":[{"number":1,"startedAt":"2026-01-01T12:00:00.125Z","endedAt":"2026-01-01T12:00:02.125Z","statusCode":503,"error":"503 Service Unavailable"}],"notBefore":"2026-01-01T12:01:00.125Z","breakOffs":2}"""
        },
        {
            new MessageDelivery("Hello", "partner", Noon) { AttemptsAllowed = 2, Interval = TimeSpan.FromMinutes(5) },
            """{"message":"Hello","gateway":"partner","acceptedAt":"2026-01-01T12:00:00.125Z","attempts":[],"attemptsAllowed":2,"interval":"00:05:00"}"""
        },
        {
            AttemptReport.Made(First, new RetryPolicy { Attempts = 1 }, retryAfter: null),
            """{"attempt":{"number":1,"startedAt":"2026-01-01T12:00:00.125Z","endedAt":"2026-01-01T12:00:02.125Z","statusCode":503,"error":"503 Service Unavailable"},"attemptsAllowed":1}"""
        },
        {
            new MessageDelivery("Hello", "partner", Noon) { HasReservation = true },
            """{"message":"Hello","gateway":"partner","acceptedAt":"2026-01-01T12:00:00.125Z","attempts":[],"hasPlace":true}"""
        },
        { AttemptReport.Busy(Noon), """{"comeBackAt":"2026-01-01T12:00:00.125Z"}""" },
        {
            new DeliveryProgress([], Noon), """{"attempts":[],"nextAttemptAt":"2026-01-01T12:00:00.125Z"}"""
        },
        {
            new DeliveryProgress([First], null) { Gateway = "mail", Outcome = DeliveryOutcome.Failed, Error = "why" },
            """{"attempts":[{"number":1,"startedAt":"2026-01-01T12:00:00.125Z","endedAt":"2026-01-01T12:00:02.125Z","statusCode":503,"error":"503 Service Unavailable"}],"gateway":"mail","outcome":"failed","error":"why"}"""
        },
        {
            new MessageDelivery("Hello", "mail", Noon)
            {
                Chain = [new ChainedGateway("sms", 3, TimeSpan.FromMinutes(1)), new ChainedGateway("mail", 2, TimeSpan.FromMinutes(5))],
                ChainIndex = 1, DeliverAt = Noon, ExpiresAt = Noon.AddHours(1), ResendOf = "id", Fingerprint = "f",
            },
            """{"message":"Hello","gateway":"mail","acceptedAt":"2026-01-01T12:00:00.125Z","deliverAt":"2026-01-01T12:00:00.125Z","expiresAt":"2026-01-01T13:00:00.125Z","chain":[{"gateway":"sms","attemptsAllowed":3,"interval":"00:01:00"},{"gateway":"mail","attemptsAllowed":2,"interval":"00:05:00"}],"chainIndex":1,"resendOf":"id","fingerprint":"f","attempts":[]}"""
        },
        {
            new MessageDelivery("{}", "callback-url", Noon) { CallbackUrl = "https://a.example/", NotificationOf = "id" },
            """{"message":"{}","gateway":"callback-url","acceptedAt":"2026-01-01T12:00:00.125Z","callbackUrl":"https://a.example/","notificationOf":"id","attempts":[]}"""
        },
        {
            new MessageDelivery("Hello", "sms", Noon)
            {
                Notify = "events", Chain = [new ChainedGateway("sms", 3, TimeSpan.FromMinutes(1)) { Notify = "audit" }],
            },
            """{"message":"Hello","gateway":"sms","acceptedAt":"2026-01-01T12:00:00.125Z","chain":[{"gateway":"sms","attemptsAllowed":3,"interval":"00:01:00","notify":"audit"}],"notify":"events","attempts":[]}"""
        },
        {
            new AttemptRequest("id", "{}", "callback-url", 1) { IsNotification = true, CallbackUrl = "https://a.example/" },
            """{"id":"id","message":"{}","gateway":"callback-url","number":1,"acceptedAt":"0001-01-01T00:00:00Z","isNotification":true,"callbackUrl":"https://a.example/"}"""
        },
        { AttemptReport.Expired(), """{"isExpired":true}""" },
        { new DeliveryResult(DeliveryOutcome.Cancelled, []), """{"outcome":"cancelled","attempts":[]}""" },
    };

    [Theory]
    [MemberData(nameof(Records), DisableDiscoveryEnumeration = true)]
    public void Serialize_EachRecord_HasTheFormatOfTheHistory(object record, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(record, record.GetType(), WorkerJson.Options));

        var read = JsonSerializer.Deserialize(json, record.GetType(), WorkerJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(read, record.GetType(), WorkerJson.Options));
    }

    [Fact]
    public void Deserialize_ValuesThatMostMessagesHave_AreTheSameStoredOrLeftOut()
    {
        // As earlier versions stored it.
        var delivery = JsonSerializer.Deserialize<MessageDelivery>(
            """{"message":"Hello","gateway":"partner","acceptedAt":"2026-01-01T12:00:00.125Z","attempts":[],"attemptsAllowed":3,"interval":"00:01:00"}""",
            WorkerJson.Options);

        // A server of an earlier version that shares the hub needs the attempts.
        Assert.Equal(
            """{"message":"Hello","gateway":"partner","acceptedAt":"2026-01-01T12:00:00.125Z","attempts":[]}""",
            JsonSerializer.Serialize(delivery, WorkerJson.Options));
    }

    [Fact]
    public void Deserialize_ValuesOfTheHost_AreReadWithAnyCaseOfNames()
    {
        var timer = JsonSerializer.Deserialize<Microsoft.Azure.Functions.Worker.TimerInfo>(
            """{"isPastDue":true}""", WorkerJson.Options);

        Assert.True(timer?.IsPastDue);
    }
}
