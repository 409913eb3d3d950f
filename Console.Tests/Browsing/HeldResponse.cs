using Microsoft.Playwright;

namespace RelayFunctions.Tests.WebConsole.Browsing;

/// <summary>Holds back the response to a request of the page until the test releases it.</summary>
internal sealed class HeldResponse
{
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPage _page;

    private HeldResponse(IPage page) => _page = page;

    /// <summary>Completes once the page has sent the request.</summary>
    public Task Sent => _sent.Task;

    /// <param name="page">The page.</param>
    /// <param name="part">A part of the request's url that no other request of the test has.</param>
    public static async Task<HeldResponse> OfAsync(IPage page, string part)
    {
        var held = new HeldResponse(page);
        // The page may cancel the request instead of waiting for the response.
        page.RequestFinished += (_, request) => held.End(IsHeld(request.Url));
        page.RequestFailed += (_, request) => held.End(IsHeld(request.Url));
        await page.RouteAsync(IsHeld, async route =>
        {
            held._sent.TrySetResult();
            await held._released.Task;
            await route.ContinueAsync();
        });
        return held;

        bool IsHeld(string url) => url.Contains(part, StringComparison.Ordinal);
    }

    /// <summary>Releases the response, and returns once the page has handled it.</summary>
    public async Task ReleaseAsync()
    {
        _released.SetResult();
        await _ended.Task;
        // A page that has handled a later response, and painted, has handled this one.
        await _page.EvaluateAsync("fetch('health/live').then(() => new Promise(requestAnimationFrame))");
    }

    private void End(bool isHeld)
    {
        if (isHeld)
            _ended.TrySetResult();
    }
}
