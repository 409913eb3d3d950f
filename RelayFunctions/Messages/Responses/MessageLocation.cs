using Microsoft.AspNetCore.Http;

namespace RelayFunctions.Messages.Responses;

/// <summary>Returns the path of a message, after the host's route prefix.</summary>
internal static class MessageLocation
{
    private static readonly string[] Routes = ["/send_message", "/messages"];

    /// <param name="request">A request to one of the routes that take messages or serve them.</param>
    /// <param name="id">The message's id.</param>
    public static string Of(HttpRequest request, string id)
    {
        var path = request.Path.Value ?? "";
        var prefix =
            path[..Math.Max(0, Routes.Max(route => path.LastIndexOf(route, StringComparison.OrdinalIgnoreCase)))]
                .Trim('/');
        // Two slashes at the beginning would name a host.
        return prefix.Length == 0
            ? $"/messages/{id}"
            : $"{new PathString($"/{prefix}").ToUriComponent()}/messages/{id}";
    }
}
