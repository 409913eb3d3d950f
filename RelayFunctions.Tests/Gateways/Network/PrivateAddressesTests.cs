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
    [InlineData("168.63.129.16")] // Azure's own address for a machine.
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
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("64:ff9b:1::7f00:1")] // 127.0.0.1 behind a prefix of 96 bits.
    [InlineData("64:ff9b:1:7f00:0:100:808:808")] // Behind one of 48 bits, with something public at the end.
    [InlineData("64:ff9b:1:a::100:0")] // 10.0.0.1 behind one of 56 bits.
    [InlineData("64:ff9b:1:0:a:0:100:0")] // 10.0.0.1 behind one of 64 bits.
    [InlineData("::ffff:0:7f00:1")] // 127.0.0.1 through SIIT.
    [InlineData("2001::1")] // Teredo.
    [InlineData("2001:0:808:808::8000:1")] // 127.255.255.254 behind a public Teredo server.
    [InlineData("2001:0:a00:1::f7f7:f7f7")] // A public client behind a private Teredo server.
    [InlineData("2002:7f00:1::")] // 6to4.
    [InlineData("2002:c0a8:101::1")]
    [InlineData("2606:4700::5efe:a00:1")] // 10.0.0.1 through ISATAP.
    [InlineData("fe80::5efe:808:808")] // A link-local address, regardless of its ISATAP part.
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")] // Amazon's metadata.
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Contain_AddressThatIsNotPublic_IsPrivate(string address) =>
        Assert.True(PrivateAddresses.Contains(IPAddress.Parse(address)));

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
    [InlineData("::ffff:0:808:808")]
    [InlineData("64:ff9b::808:808")] // 8.8.8.8 through DNS64.
    [InlineData("64:ff9b:1::808:808")]
    [InlineData("64:ff9b:1:808:8:800::")] // 8.8.8.8 behind a prefix of 48 bits.
    [InlineData("2002:808:808::1")]
    [InlineData("2606:4700::5efe:808:808")]
    [InlineData("2606:4700:4700::1111")]
    public void Contain_PublicAddress_IsNot(string address) =>
        Assert.False(PrivateAddresses.Contains(IPAddress.Parse(address)));
}
