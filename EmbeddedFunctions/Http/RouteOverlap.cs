using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace EmbeddedFunctions.Http;

/// <summary>
/// Determines whether one path can match two routes. ASP.NET Core takes the more specific route, the Functions host the
/// first one that it finds, so such a pair is rejected at start. Two parameters in the same segment count as
/// overlapping regardless of their constraints; a parameter and a literal do not overlap if a constraint excludes the
/// literal.
/// </summary>
internal sealed class RouteOverlap(ParameterPolicyFactory policies)
{
    public bool Exists(RoutePattern a, RoutePattern b) => Overlap(a, 0, b, 0);

    private bool Overlap(RoutePattern a, int i, RoutePattern b, int j)
    {
        if (i == a.PathSegments.Count)
            return CanEnd(b, j);

        if (j == b.PathSegments.Count)
            return CanEnd(a, i);

        return IsCatchAll(a.PathSegments[i])
            || IsCatchAll(b.PathSegments[j])
            || (CanEnd(a, i) && CanEnd(b, j))
            || (Overlap(a.PathSegments[i], b.PathSegments[j]) && Overlap(a, i + 1, b, j + 1));
    }

    /// <summary>
    /// Whether a path may end here: each remaining segment is optional, has a default or matches nothing.
    /// </summary>
    private static bool CanEnd(RoutePattern route, int segment) => route.PathSegments.Skip(segment).All(
        s => s is { IsSimple: true, Parts: [RoutePatternParameterPart p] }
            && (p.IsOptional || p.IsCatchAll || route.Defaults.ContainsKey(p.Name)));

    private bool Overlap(RoutePatternPathSegment a, RoutePatternPathSegment b) => (Literal(a), Literal(b)) switch
    {
        ({ } x, { } y) => x.Equals(y, StringComparison.OrdinalIgnoreCase),
        ({ } x, null) => Matches(b, x),
        (null, { } y) => Matches(a, y),
        _ => AgreeAtEnd(First(a), First(b), fromStart: true) && AgreeAtEnd(Last(a), Last(b), fromStart: false),
    };

    private bool Matches(RoutePatternPathSegment segment, string literal)
    {
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        var groups = segment.Parts.Select(
            (part, n) => part is RoutePatternParameterPart ? $"(?<p{n}>.+)" : Regex.Escape(Text(part)));
        var match = Regex.Match(literal, $"^{string.Concat(groups)}$", Options);
        return match.Success && segment.Parts
            .Select((part, n) => (Parameter: part as RoutePatternParameterPart, match.Groups[$"p{n}"].Value))
            .All(value => value.Parameter is null || IsAllowed(value.Parameter, value.Value));
    }

    private bool IsAllowed(RoutePatternParameterPart parameter, string value) => parameter.ParameterPolicies
        .Select(policy => policies.Create(parameter, policy))
        .OfType<IRouteConstraint>()
        .All(constraint => constraint.Match(
            null,
            null,
            parameter.Name,
            new RouteValueDictionary { [parameter.Name] = value },
            RouteDirection.IncomingRequest));

    private static bool AgreeAtEnd(string a, string b, bool fromStart) => fromStart
        ? a.StartsWith(b, StringComparison.OrdinalIgnoreCase) || b.StartsWith(a, StringComparison.OrdinalIgnoreCase)
        : a.EndsWith(b, StringComparison.OrdinalIgnoreCase) || b.EndsWith(a, StringComparison.OrdinalIgnoreCase);

    private static bool IsCatchAll(RoutePatternPathSegment segment) =>
        segment is { IsSimple: true, Parts: [RoutePatternParameterPart { IsCatchAll: true }] };

    private static string? Literal(RoutePatternPathSegment segment) =>
        segment.IsSimple ? Known(segment.Parts[0]) : null;

    private static string First(RoutePatternPathSegment segment) => Known(segment.Parts[0]) ?? string.Empty;

    private static string Last(RoutePatternPathSegment segment) => Known(segment.Parts[^1]) ?? string.Empty;

    private static string? Known(RoutePatternPart part) => part is RoutePatternParameterPart ? null : Text(part);

    private static string Text(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => string.Empty,
    };
}
