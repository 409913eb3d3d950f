using RelayServer;

return RelayServerApplication.Run(args);
