using Bench.FirstView;
using Bench.Fuzzing;
using Bench.Gateways;
using Bench.Kills;
using Bench.Listing;
using Bench.Peers;
using Bench.Pressure;
using Bench.Provider;
using Bench.Relay;
using Bench.Scale;
using Bench.Soak;
using Bench.Start;

switch (args)
{
    case ["relay"]:
        await RelayBench.RunAsync(Console.Out);
        return 0;
    case ["relay", "azurite"]:
        await AzureRelayBench.RunAsync(Console.Out);
        return 0;
    case ["console"]:
        await FirstViewBench.RunAsync(Console.Out);
        return 0;
    case ["fuzz"]:
        return await FuzzBench.RunAsync(Console.Out) ? 0 : 1;
    case ["gateways"]:
        await GatewaysBench.RunAsync(Console.Out);
        return 0;
    case ["list"]:
        await ListBench.RunAsync(Console.Out);
        return 0;
    case ["peers"]:
        await PeersBench.RunAsync(Console.Out);
        return 0;
    case ["provider"]:
        await ProviderBench.RunAsync(Console.Out);
        return 0;
    case ["provider", var part] when await ProviderBench.RunAsync(Console.Out, part):
        return 0;
    case ["scale"]:
        await ScaleBench.RunAsync(Console.Out);
        return 0;
    case [OwnProcess.Argument, var step, var path] when await OwnProcess.RunAsync(step, path, Console.Out):
        return 0;
    case ["scale", var part] when await ScaleBench.RunAsync(Console.Out, part):
        return 0;
    case ["start"]:
        await StartBench.RunAsync(Console.Out);
        return 0;
    case ["kills"]:
        await KillsBench.RunAsync(Console.Out);
        return 0;
    case ["kills", var count] when int.TryParse(count, out var kills) && kills > 0:
        await KillsBench.RunAsync(Console.Out, kills);
        return 0;
    case ["soak"]:
        await SoakBench.RunAsync(Console.Out);
        return 0;
    case ["soak", var text] when int.TryParse(text, out var minutes) && minutes >= 4:
        await SoakBench.RunAsync(Console.Out, minutes);
        return 0;
    case ["pressure"]:
        await PressureBench.RunAsync(Console.Out);
        return 0;
    case ["pressure", var scenario] when await PressureBench.RunAsync(Console.Out, scenario):
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: dotnet run -c Release --project bench -- "
            + "relay [azurite]|start|console|list|gateways|fuzz|peers|provider [five|one|light]|scale [finished|purge|timers]|pressure [dns|hanging|hanging-azurite|memory|overload]|kills [COUNT]|soak [MINUTES]");
        return 2;
}
