// Layer: app. Called once, before any thread is there.
#pragma once

namespace plausch::app {

/// Every buddy and every client is a descriptor, and the limit most systems begin with (1,024, for the sake of
/// select(2), which is not used here) is not what they allow. Raises it as far as that, or to 65,536.
void raiseDescriptorLimit();

} // namespace plausch::app
