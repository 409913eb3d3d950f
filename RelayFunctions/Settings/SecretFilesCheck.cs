namespace RelayFunctions.Settings;

/// <summary>Checks the files of a folder of secrets.</summary>
internal static class SecretFilesCheck
{
    /// <summary>What is wrong with the files of a folder.</summary>
    public static IReadOnlyList<string> FaultsOf(string folder)
    {
        try
        {
            var files = SecretFiles.In(folder).ToArray();
            return
            [
                .. files.Select(file => SecretFiles.Read(file, out var fault) is null ? Fault(file, fault!) : null)
                    .OfType<string>(),
                .. files.GroupBy(SecretFiles.KeyOf, StringComparer.OrdinalIgnoreCase).SelectMany(keys => keys.Skip(1))
                    .Select(file => Fault(file, "has a name that differs from another's only in case")),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ["setting Relay__SecretsFolder: can't be read"];
        }
    }

    /// <summary>Probable mistakes in a folder that do no harm.</summary>
    public static IReadOnlyList<string> WarningsOf(string folder)
    {
        try
        {
            var files = SecretFiles.In(folder).ToArray();
            return
            [
                .. files.Where(file => SecretFiles.Read(file) is "")
                    .Select(file => Fault(file, "is empty, or is a pipe, socket or device: it counts as not set")),
                .. files.Where(file => !SettingNames.MayBeMeant(SecretFiles.KeyOf(file))).Select(file => Fault(
                    file, "is not named like a setting, as in Gateways__sms__secrets__token: nothing reads it")),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Fault(string file, string what) =>
        $"setting Relay__SecretsFolder: the file {Path.GetFileName(file)} {what}";
}
