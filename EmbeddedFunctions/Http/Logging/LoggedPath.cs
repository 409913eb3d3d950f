using EmbeddedFunctions.Http.Keys;
using Microsoft.AspNetCore.Http;

namespace EmbeddedFunctions.Http.Logging;

/// <summary>
/// The path of a request as log lines show it. A caller who encodes <c>?</c> as <c>%3F</c>, or puts the key into the
/// path by mistake, must not write the key into the log.
/// </summary>
internal sealed class LoggedPath(FunctionKeys keys)
{
    private const int MaxLength = 200;
    private const string Ellipsis = "...";

    /// <summary>
    /// Returns the path up to the first segment that is a key or contains anything but letters, digits and
    /// <c>-._~</c>, and thus no line break. "..." replaces the rest.
    /// </summary>
    public string Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        var shown = 0;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var segment = path[range];
            var end = range.End.GetOffset(path.Length);
            if (end > MaxLength || !segment.All(IsPlain) || keys.Contains(segment))
                return path[..shown] + Ellipsis;

            shown = Math.Min(end + 1, path.Length);
        }

        return path;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~';
}
