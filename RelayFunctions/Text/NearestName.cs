namespace RelayFunctions.Text;

/// <summary>Finds the name that was probably meant by a misspelt one.</summary>
public static class NearestName
{
    /// <summary>The minimum length of a prefix: a shorter one matches too many names.</summary>
    private const int MinPrefix = 3;

    /// <summary>Returns the nearest name; null if none is similar. Case and separators are ignored.</summary>
    /// <param name="given">The misspelt name.</param>
    /// <param name="names">The known names.</param>
    public static string? Of(string given, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(names);
        var text = Letters(given);
        return text.Length == 0 || text.Length > 64
            ? null
            : names.Select(name => (Name: name, Distance: Distance(text, Letters(name))))
                .Where(near => near.Distance <= MaxDistance(text))
                .OrderBy(near => near.Distance)
                .FirstOrDefault().Name;
    }

    /// <summary>The end of a fault, as in <c>; did you mean 'slack'?</c>; empty if no name is similar.</summary>
    public static string Question(string given, IEnumerable<string> names) =>
        Hint(given, names) is { } hint ? $"; {hint}" : "";

    /// <summary>
    /// Asks whether the nearest name is meant, or says where its value belongs; null if no name is similar.
    /// </summary>
    /// <param name="given">The misspelt or misplaced name.</param>
    /// <param name="names">The known names.</param>
    /// <param name="elsewhere">Where the value of another name belongs, by that name.</param>
    internal static string? Hint(
        string given, IEnumerable<string> names, IReadOnlyDictionary<string, string>? elsewhere = null)
    {
        string[] known = [.. names];
        return Of(given, known.Concat(elsewhere?.Keys ?? [])) is not { } meant ? null
            : known.Contains(meant) ? $"did you mean '{meant}'?"
            : elsewhere![meant];
    }

    private static int MaxDistance(string text) => text.Length switch { <= 2 => 0, <= 5 => 1, <= 9 => 2, _ => 3 };

    private static string Letters(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    // Insertions, deletions, substitutions and swaps of neighbours: optimal string alignment.
    private static int Distance(string a, string b)
    {
        if (a.Length >= MinPrefix && b.StartsWith(a, StringComparison.Ordinal))
            return Math.Min(1, b.Length - a.Length);

        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, replaced);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
