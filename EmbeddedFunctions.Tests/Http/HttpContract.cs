namespace EmbeddedFunctions.Tests.Http;

/// <summary>
/// The responses of the Functions host and the worker to requests of the sample app, as data that any server of the
/// sample functions can be compared with. The rows of host-contract.md were observed on a real host; the others come
/// from the host's and the worker's sources, and have yet to be tried there.
/// </summary>
public static class HttpContract
{
    private static readonly string[] PlainNotFound = ["Allow", "Content-Type"];

    public static IReadOnlyList<HttpCase> Cases { get; } =
    [
        // Methods: a known route with another method is as unknown as any.
        new("a route", "GET /items/5", 200) { Body = "item 5 of the shelf" },
        new("a wrong method", "DELETE /items/5", 404) { Body = "", Without = PlainNotFound },
        new("HEAD on a GET route", "HEAD /items/5", 404) { Body = "", Without = PlainNotFound },
        new("OPTIONS on a GET route", "OPTIONS /items/5", 404) { Body = "", Without = PlainNotFound },
        new("a CORS preflight", "OPTIONS /echo\nAccess-Control-Request-Method: POST", 404) { Body = "", Without = PlainNotFound },
        new("the same shape, another method", "POST /items/nine", 201) { Headers = ["Location: /items/nine"] },
        new("no methods named: GET", "GET /NoRoute", 200) { Body = "GET" },
        new("no methods named: PUT", "PUT /NoRoute", 200) { Body = "PUT" },

        // Routes and constraints.
        new("an unknown path", "GET /elsewhere", 404) { Body = "", Without = PlainNotFound },
        new("the root", "GET /", 404) { Body = "", Without = PlainNotFound },
        new("a value that fits its constraint", "POST /gateway_7", 200) { Body = "gateway 7" },
        new("a value that fails its constraint", "POST /gateway_x", 404) { Body = "", Without = PlainNotFound },
        new("a failed constraint, wrong method", "GET /gateway_x", 404) { Body = "", Without = PlainNotFound },
        new("an optional value", "GET /tags/red/3", 200) { Body = "red|3" },
        new("an optional value left out", "GET /tags/red", 200) { Body = "red|-" },
        new("a value that doesn't fit its parameter", "GET /tags/red/three", 500) { Body = "" },
        new("a trailing slash", "GET /items/5/", 200) { Body = "item 5 of the shelf" },
        new("another case", "GET /ITEMS/5", 200) { Body = "item 5 of the shelf" },
        new("a doubled slash in front", "GET //items/5", 404) { Body = "" },
        new("a doubled slash within", "GET /items//5", 404) { Body = "" },
        new("an escaped slash in a value", "GET /tags/a%2Fb", 200) { Body = "a%2Fb|-" },
        new("an escaped character in a value", "GET /tags/a%20b", 200) { Body = "a b|-" },
        new("a query", "GET /items/5?id=6", 200) { Body = "item 5 of the shelf" },

        // Bodies of any content type.
        new("no content type", "POST /echo\n\n{\"a\":1}", 200) { Body = "-|{\"a\":1}" },
        new("a form", "POST /echo\nContent-Type: application/x-www-form-urlencoded\n\n{\"a\":1}", 200)
        {
            Body = "application/x-www-form-urlencoded|{\"a\":1}",
        },
        new("a garbage content type", "POST /echo\nContent-Type: @@;;\n\nx", 200) { Body = "@@;;|x" },
        new("multipart without parts", "POST /echo\nContent-Type: multipart/form-data; boundary=b\n\nx", 200)
        {
            Body = "multipart/form-data; boundary=b|x",
        },
        new("a chunked body", "POST /echo\nTransfer-Encoding: chunked\n\n3\nabc\n2\nde\n0\n\n", 200) { Body = "-|abcde" },
        new("Expect: 100-continue", "POST /echo\nExpect: 100-continue\n\nabc", 200) { Body = "-|abc" },
        new("HTTP/1.0", "GET /items/5 HTTP/1.0", 200) { Body = "item 5 of the shelf" },

        // Responses.
        new("problem details", "GET /problem", 400) { Headers = ["Content-Type: application/problem+json"] },
        new("created", "POST /accepted", 201)
        {
            Headers = ["Location: /messages/1", "Content-Type: application/json; charset=utf-8"],
            Body = "{\"id\":\"1\"}",
        },
        new("a streamed response", "GET /streamed", 200) { Headers = ["Transfer-Encoding: chunked"], Body = "one,two" },
        new("nothing returned", "GET /nothing", 200) { Body = "" },
        new("an exception", "GET /broken", 500) { Body = "", Without = ["Content-Type"] },
    ];

    /// <summary>Keys, for a server that has the host key "host-key", the master key and the key of one function.</summary>
    public static IReadOnlyList<HttpCase> Keys { get; } =
    [
        new("open without a key", "GET /open", 200),
        new("open with a wrong key", "GET /open?code=wrong", 200),
        Refused("no key", "GET /guarded"),
        Refused("an empty key", "GET /guarded?code="),
        Refused("a wrong key in the query", "GET /guarded?code=wrong"),
        Refused("a wrong key in the header", "GET /guarded\nx-functions-key: wrong"),
        Refused("another case", "GET /guarded?code=HOST-KEY"),
        Refused("a key with a blank", "GET /guarded?code=host-key%20"),
        new("a host key in the query", "GET /guarded?code=host-key", 200),
        new("a host key in the header", "GET /guarded\nx-functions-key: host-key", 200),
        Refused("the header wins", "GET /guarded?code=host-key\nx-functions-key: wrong"),
        new("the header wins over a wrong query", "GET /guarded?code=wrong\nx-functions-key: host-key", 200),
        new("a function's key", "GET /guarded?code=guarded-key", 200),
        Refused("another function's key", "GET /guarded2?code=guarded-key"),
        new("the master key", "GET /guarded2?code=master-key", 200),
        Refused("an admin function with a host key", "GET /masters?code=host-key"),
        new("an admin function with the master key", "GET /masters?code=master-key", 200),
        new("an unknown route before a key", "GET /elsewhere", 404),
        new("a wrong method before a key", "POST /guarded", 404),
    ];

    private static HttpCase Refused(string name, string request) =>
        new(name, request, 401) { Body = "", Without = ["WWW-Authenticate", "Content-Type"] };
}
