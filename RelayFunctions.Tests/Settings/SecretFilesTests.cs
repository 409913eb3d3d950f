using RelayFunctions.Settings;
using RelayFunctions.Tests.Hosting;

namespace RelayFunctions.Tests.Settings;

public sealed class SecretFilesTests
{
    // A folder of thousands of files is read every five seconds. A buffer for the longest text was on the large object
    // heap, and took a tenth of a processor.
    [Fact]
    public async Task Read_SmallFile_AllocatesNoBufferForTheLongest()
    {
        using var folder = new TempFolder();
        var file = await folder.WriteAsync("Gateways__sms__secrets__token", "s3cret\n");
        SecretFiles.Read(file);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = SecretFiles.Read(file);

        Assert.Equal("s3cret", text);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Theory]
    [InlineData(5_000, 'a')]
    [InlineData(65_536, 'a')]
    [InlineData(65_536, '€')]
    public async Task Read_LongFile_ReturnsAllOfIt(int length, char letter)
    {
        using var folder = new TempFolder();
        var text = new string(letter, length);

        Assert.Equal(text, SecretFiles.Read(await folder.WriteAsync("a", text)));
        Assert.Null(SecretFiles.Read(await folder.WriteAsync("b", text + new string(letter, 65_537 - length))));
    }
}
