using RelayFunctions.Delivery;
using RelayFunctions.Messages;

namespace RelayFunctions.Tests.Functions;

/// <content>Events while a delivery waits: it is woken or cancelled.</content>
public sealed partial class DeliverMessageTests
{
    [Fact]
    public async Task Wake_MessageThatWaitsForABusyGateway_IsSentAtOnce()
    {
        _script.Report = _ => AttemptReport.Busy(_time.GetUtcNow().AddHours(1));
        var waiting = await ScheduleAsync();
        await IdleAsync();

        _script.Report = request => Delivered(request.Number).WithWoken(request.Id == waiting ? [] : [Guid.Parse(waiting)]);
        var other = await ScheduleAsync();
        await IdleAsync();

        Assert.Equal((MessageState.Delivered, Noon), ((await StatusAsync(waiting)).Status, (await StatusAsync(waiting)).EndedAt));
        Assert.Equal([waiting, other, waiting], _script.Requests.Select(request => request.Id));
        // One wait: its timer, the event, an activity's call and its response, the start and end of two episodes.
        Assert.Equal(8 + 8, await LengthOfHistoryAsync(waiting));
        Assert.Equal(8 + 1, await LengthOfHistoryAsync(other));
        Assert.Null(_store.NextTimerDue);
    }

    [Fact]
    public async Task Wake_MessageThatPausesAfterAFailure_ChangesNothing()
    {
        _script.Report = request => Failed(request.Number);
        var failed = await ScheduleAsync();
        await IdleAsync();

        _script.Report = request => Delivered(request.Number).WithWoken([Guid.Parse(failed)]);
        await ScheduleAsync();
        await ScheduleAsync();
        await IdleAsync();
        Assert.Equal((MessageState.Waiting, Noon.AddMinutes(1)), ((await StatusAsync(failed)).Status, (await StatusAsync(failed)).NextAttemptAt));
        await AdvanceAsync(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal(MessageState.Waiting, (await StatusAsync(failed)).Status);
        await AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal(MessageState.Delivered, (await StatusAsync(failed)).Status);
    }

    [Fact]
    public async Task Wake_MessageThatHasEnded_ChangesNothing()
    {
        _script.Report = request => Delivered(request.Number);
        var ended = await ScheduleAsync();
        await IdleAsync();

        _script.Report = request => Delivered(request.Number).WithWoken([Guid.Parse(ended), Guid.CreateVersion7(Noon)]);
        var other = await ScheduleAsync();
        await IdleAsync();

        Assert.Equal(MessageState.Delivered, (await StatusAsync(ended)).Status);
        Assert.Equal(MessageState.Delivered, (await StatusAsync(other)).Status);
        Assert.Equal(2, _script.Requests.Count);
    }

    [Fact]
    public async Task Cancel_MessageThatWaitsForABusyGateway_EndsItAtOnce()
    {
        _script.Report = _ => AttemptReport.Busy(_time.GetUtcNow().AddDays(1));
        var id = await ScheduleAsync();
        await IdleAsync();

        await CancelAsync(id);
        await IdleAsync();

        var status = await StatusAsync(id);
        Assert.Equal((MessageState.Cancelled, Noon), (status.Status, status.EndedAt));
        Assert.Null(_store.NextTimerDue);
    }

    [Fact]
    public async Task Cancel_DuringAnAttempt_TakesEffectWhenItFails()
    {
        using var sending = new ManualResetEventSlim();
        using var cancelled = new ManualResetEventSlim();
        _script.Report = request =>
        {
            sending.Set();
            cancelled.Wait(TestContext.Current.CancellationToken);
            return Failed(request.Number);
        };
        var id = await ScheduleAsync();
        sending.Wait(TestContext.Current.CancellationToken);

        await CancelAsync(id);
        cancelled.Set();
        await IdleAsync();

        var status = await StatusAsync(id);
        Assert.Equal(MessageState.Cancelled, status.Status);
        Assert.Equal("503 Service Unavailable", Assert.Single(status.Attempts).Error);
        Assert.Single(_script.Requests);
    }
}
