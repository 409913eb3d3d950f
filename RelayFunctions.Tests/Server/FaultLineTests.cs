using RelayServer.Faults;

namespace RelayFunctions.Tests.Server;

public sealed class FaultLineTests
{
    [Theory]
    [InlineData("must be a number", "must be a number")]
    [InlineData("It must be a number.", "It must be a number")]
    [InlineData("It is no number. Correct it.", "It is no number. Correct it")]
    [InlineData("is unknown; did you mean 'a'?", "is unknown; did you mean 'a'?")]
    [InlineData("begins with abc...", "begins with abc...")]
    [InlineData("It is\nno number.\n", "It is no number")]
    public void Of_Fault_IsOneLineWithoutAFullStop(string fault, string line) => Assert.Equal(line, FaultLine.Of(fault));
}
