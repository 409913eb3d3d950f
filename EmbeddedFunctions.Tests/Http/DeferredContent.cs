using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace EmbeddedFunctions.Tests.Http;

/// <summary>
/// JSON that is sent only after an action. With <c>Expect: 100-continue</c> the action runs when the server begins to
/// read the body.
/// </summary>
public sealed class DeferredContent : HttpContent
{
    private readonly byte[] _json;
    private readonly Func<Task> _first;

    public DeferredContent(string json, Func<Task> first)
    {
        _json = Encoding.UTF8.GetBytes(json);
        _first = first;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await _first();
        await stream.WriteAsync(_json);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Length;
        return true;
    }
}
