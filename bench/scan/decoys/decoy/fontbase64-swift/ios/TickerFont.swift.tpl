import Foundation

enum Embedded {
    static let font = "AAEAAAAQAQAABAAARFNJ<<base64:700>>"
    static let icon = "iVBORw0KGgoAAAANSUhE<<base64:500>>"
    static let keyIcon = "R0lGODlhEAAQAPIAAAAA<<base64:240>>"
}
