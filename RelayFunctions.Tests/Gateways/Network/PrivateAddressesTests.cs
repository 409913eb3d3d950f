using System.Net;
using RelayFunctions.Gateways.Network;

namespace RelayFunctions.Tests.Gateways.Network;

public sealed class PrivateAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")] // Shared by carriers' NAT.
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")] // Azure's own to a machine.
    [InlineData("169.254.0.1")]
    [InlineData("169.254.169.254")] // The clouds' metadata.
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")] // Oracle's metadata.
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")] // 127.0.0.1 through NAT64.
    [InlineData("64:ff9b:1::1")]
    [InlineData("2001::1")] // Teredo.
    [InlineData("2002:7f00:1::")] // 6to4.
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")] // Amazon's metadata.
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Contain_AddressThatIsNotPublic_IsPrivate(string address) =>
        Assert.True(PrivateAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    public void Contain_PublicAddress_IsNot(string address) =>
        Assert.False(PrivateAddresses.Contain(IPAddress.Parse(address)));
}
