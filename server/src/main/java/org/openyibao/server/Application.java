package org.openyibao.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/// What Spring puts together: every room below this package. [org.openyibao.server.cli.Serve] starts it.
@SpringBootApplication(proxyBeanMethods = false)
public class Application {}
