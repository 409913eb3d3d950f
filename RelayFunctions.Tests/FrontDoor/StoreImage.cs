namespace RelayFunctions.Tests.FrontDoor;

/// <summary>Copies of a store's files taken while it is open: what a crash at that moment would leave.</summary>
internal static class StoreImage
{
    public static void Copy(string from, string to)
    {
        foreach (var suffix in new[] { "", "-wal" })
        {
            if (File.Exists(from + suffix))
                File.Copy(from + suffix, to + suffix, overwrite: true);
        }
    }
}
