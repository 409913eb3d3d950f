namespace RelayFunctions.Gateways.Templates.Filters;

/// <summary>Suggests a filter for a name that no filter has.</summary>
internal static class UnknownFilter
{
    /// <summary>By the names of Jinja, Twig, Handlebars and JavaScript.</summary>
    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["upper"] = "upcase",
        ["uppercase"] = "upcase",
        ["toUpperCase"] = "upcase",
        ["lower"] = "downcase",
        ["lowercase"] = "downcase",
        ["toLowerCase"] = "downcase",
        ["trim"] = "strip",
        ["ltrim"] = "lstrip",
        ["rtrim"] = "rstrip",
        ["length"] = "size",
        ["count"] = "size",
        ["substring"] = "slice",
        ["substr"] = "slice",
        ["tojson"] = "json",
        ["json_encode"] = "json",
        ["b64encode"] = "base64_encode",
        ["base64"] = "base64_encode",
        ["strftime"] = "date",
        ["title"] = "capitalize",
    };

    private static readonly HashSet<string> Escapes = new(StringComparer.OrdinalIgnoreCase)
    {
        "e", "escape", "escape_once", "h", "raw", "safe", "url_encode", "urlencode", "html_escape", "xml_escape",
    };

    /// <summary>The end of a fault.</summary>
    public static string HintFor(string name)
    {
        if (Escapes.Contains(name))
            return "; leave it out: each value is escaped for its place";
        if (Meant.TryGetValue(name, out var meant))
            return $"; did you mean '{meant}'?";

        var question = NearestName.Question(name, TemplateFilters.Names);
        return question.Length > 0 ? question : $"; there are {string.Join(", ", TemplateFilters.Names)}";
    }
}
