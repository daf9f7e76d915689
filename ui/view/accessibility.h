// Layer: ui. Thread: main.
#pragma once

namespace plausch::ui {

/// Teaches Qt to describe MessageView to screen readers. Called once by app, after QApplication is made.
void installAccessibility();

} // namespace plausch::ui
