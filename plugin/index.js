// Where the executable beside it can't be started, Pulumi's Node runner loads this.
require("../dist/plugin.js");
