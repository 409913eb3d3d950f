using RelayServer;

return await RelayServerApplication.RunAsync(args);
